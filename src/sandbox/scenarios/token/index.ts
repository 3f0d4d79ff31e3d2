import type { Scenario } from '../../world.ts';
import { callerMayNotMint } from './caller-may-not-mint.ts';
import { iamCredentialsBehindPerimeter } from './iam-credentials-behind-perimeter.ts';
import { iamCredentialsOff } from './iam-credentials-off.ts';
import { iamCredentialsThrottled } from './iam-credentials-throttled.ts';
import { objectBindingMissing } from './object-binding-missing.ts';
import { objectCallerProvesNothing } from './object-caller-proves-nothing.ts';
import { objectIdentityDisabled } from './object-identity-disabled.ts';
import { identityInNewerFlux, lockdownWithoutGate, objectIdentityWithoutGate } from './object-identity-flux-2.10.ts';
import { objectIdentityUnsupported } from './object-identity-unsupported.ts';
import { operatorProves } from './operator-proves.ts';
import { stsOff } from './sts-off.ts';
import { stsThrottled } from './sts-throttled.ts';
import { tokenExchangeRejected } from './token-exchange-rejected.ts';
import { tokenExchangeStale } from './token-exchange-stale.ts';
import { tokenOfUnknownCluster } from './token-of-unknown-cluster.ts';
import { tokenRequestForbidden } from './token-request-forbidden.ts';

export const tokenScenarios: readonly Scenario[] = [
  callerMayNotMint,
  iamCredentialsBehindPerimeter,
  iamCredentialsOff,
  iamCredentialsThrottled,
  objectBindingMissing,
  objectCallerProvesNothing,
  objectIdentityDisabled,
  objectIdentityUnsupported,
  objectIdentityWithoutGate,
  lockdownWithoutGate,
  identityInNewerFlux,
  operatorProves,
  stsOff,
  stsThrottled,
  tokenExchangeRejected,
  tokenExchangeStale,
  tokenOfUnknownCluster,
  tokenRequestForbidden,
];
