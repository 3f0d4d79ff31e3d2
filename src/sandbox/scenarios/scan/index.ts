import type { Scenario } from '../../world.ts';
import { autologinFlagIgnored } from './autologin-flag-ignored.ts';
import { autologinFlagWorks } from './autologin-flag-works.ts';
import { fluxWithoutGoogleLogin } from './flux-without-google-login.ts';
import { helmRepositoryWithoutProvider } from './helm-repository-without-provider.ts';
import { imageEmpty } from './image-empty.ts';
import { imageNeverPushed } from './image-never-pushed.ts';
import { imageNotFound } from './image-not-found.ts';
import { imageReferenceUpperCase } from './image-reference-upper-case.ts';
import { imageReferenceWithScheme } from './image-reference-with-scheme.ts';
import { imageReferenceWithTag } from './image-reference-with-tag.ts';
import { imageReferenceWithoutRepository } from './image-reference-without-repository.ts';
import { noTagsAfterRestart } from './no-tags-after-restart.ts';
import { policiesNotReady } from './policies-not-ready.ts';
import { providerGenericAndPublic } from './provider-generic-and-public.ts';
import { providerNotGoogle } from './provider-not-google.ts';
import { scanDisabled } from './scan-disabled.ts';
import { scanFailing } from './scan-failing.ts';
import { scanFailingMended } from './scan-failing-mended.ts';
import { scanStale } from './scan-stale.ts';
import { scanSuspended } from './scan-suspended.ts';
import { scanSuspendedAll } from './scan-suspended-all.ts';
import { secretIgnored } from './secret-ignored.ts';
import { secretOverridesAndWorks } from './secret-overrides-and-works.ts';
import { secretOverridesIdentity } from './secret-overrides-identity.ts';
import { secretOverridesOciRepository } from './secret-overrides-oci-repository.ts';
import { tagsAccessDenied } from './tags-access-denied.ts';
import { tagsAccessDeniedFluxV1 } from './tags-access-denied-flux-v1.ts';
import { tokenExpiredInCache } from './token-expired-in-cache.ts';

export const scanScenarios: readonly Scenario[] = [
  autologinFlagIgnored,
  autologinFlagWorks,
  fluxWithoutGoogleLogin,
  helmRepositoryWithoutProvider,
  imageEmpty,
  imageNeverPushed,
  imageNotFound,
  imageReferenceUpperCase,
  imageReferenceWithScheme,
  imageReferenceWithTag,
  imageReferenceWithoutRepository,
  noTagsAfterRestart,
  policiesNotReady,
  providerGenericAndPublic,
  providerNotGoogle,
  scanDisabled,
  scanFailing,
  scanFailingMended,
  scanStale,
  scanSuspended,
  scanSuspendedAll,
  secretIgnored,
  secretOverridesAndWorks,
  secretOverridesIdentity,
  secretOverridesOciRepository,
  tagsAccessDenied,
  tagsAccessDeniedFluxV1,
  tokenExpiredInCache,
];
