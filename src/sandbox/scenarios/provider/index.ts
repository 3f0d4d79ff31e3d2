import type { Scenario } from '../../world.ts';
import { ownProviderBindingMissing } from './own-provider-binding-missing.ts';
import { ownProviderCondition } from './own-provider-condition.ts';
import { ownProviderDirect } from './own-provider-direct.ts';
import { ownProviderMalformed } from './own-provider-malformed.ts';
import { ownProviderMetadataBlocked } from './own-provider-metadata-blocked.ts';
import { ownProviderOutsideGke } from './own-provider-outside-gke.ts';
import { ownProviderPoolOff } from './own-provider-pool-off.ts';
import { ownProviderPrefixed } from './own-provider-prefixed.ts';
import { ownProviderUnknown } from './own-provider-unknown.ts';
import { ownProviderUnproved } from './own-provider-unproved.ts';
import { ownProvider } from './own-provider.ts';

export const providerScenarios: readonly Scenario[] = [
  ownProviderBindingMissing,
  ownProviderCondition,
  ownProviderDirect,
  ownProviderMalformed,
  ownProviderMetadataBlocked,
  ownProviderOutsideGke,
  ownProviderPoolOff,
  ownProviderPrefixed,
  ownProviderUnknown,
  ownProviderUnproved,
  ownProvider,
];
