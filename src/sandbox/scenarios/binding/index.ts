import type { Scenario } from '../../world.ts';
import { bindingAndReaderMissing } from './binding-and-reader-missing.ts';
import { bindingBeforePool } from './binding-before-pool.ts';
import { bindingByCluster } from './binding-by-cluster.ts';
import { bindingByCustomRole } from './binding-by-custom-role.ts';
import { bindingByNamespace } from './binding-by-namespace.ts';
import { bindingByPool } from './binding-by-pool.ts';
import { bindingByPrincipal } from './binding-by-principal.ts';
import { bindingByUid } from './binding-by-uid.ts';
import { bindingConditionMet } from './binding-condition-met.ts';
import { bindingConditionUnknown } from './binding-condition-unknown.ts';
import { bindingConditionUnmet } from './binding-condition-unmet.ts';
import { bindingDenied } from './binding-denied.ts';
import { bindingDeniedAbove } from './binding-denied-above.ts';
import { bindingDeniedToOthers } from './binding-denied-to-others.ts';
import { bindingMalformed } from './binding-malformed.ts';
import { bindingMissing } from './binding-missing.ts';
import { bindingMissingRecreatedAccount } from './binding-missing-recreated-account.ts';
import { bindingMissingUnproved } from './binding-missing-unproved.ts';
import { bindingMissingUnread } from './binding-missing-unread.ts';
import { bindingOnFolder } from './binding-on-folder.ts';
import { bindingOnProject } from './binding-on-project.ts';
import { bindingOtherController } from './binding-other-controller.ts';
import { bindingPoolLostInPasting } from './binding-pool-lost-in-pasting.ts';
import { bindingPrincipalOfOtherNumber } from './binding-principal-of-other-number.ts';
import { bindingProjectNumber } from './binding-project-number.ts';
import { bindingRoleOwner } from './binding-role-owner.ts';
import { bindingStalePrincipal } from './binding-stale-principal.ts';
import { bindingSwapped } from './binding-swapped.ts';
import { bindingUnreadProofSucceeds } from './binding-unread-proof-succeeds.ts';
import { bindingWrongAndRepositoryMissing } from './binding-wrong-and-repository-missing.ts';
import { bindingWrongKsa } from './binding-wrong-ksa.ts';
import { bindingWrongNamespace } from './binding-wrong-namespace.ts';
import { bindingWrongPool } from './binding-wrong-pool.ts';
import { bindingWrongRole } from './binding-wrong-role.ts';
import { impersonationDenied } from './impersonation-denied.ts';

export const bindingScenarios: readonly Scenario[] = [
  bindingAndReaderMissing,
  bindingBeforePool,
  bindingByCluster,
  bindingByCustomRole,
  bindingByNamespace,
  bindingByPool,
  bindingByPrincipal,
  bindingByUid,
  bindingConditionMet,
  bindingConditionUnknown,
  bindingConditionUnmet,
  bindingDenied,
  bindingDeniedAbove,
  bindingDeniedToOthers,
  bindingMalformed,
  bindingMissing,
  bindingMissingRecreatedAccount,
  bindingMissingUnproved,
  bindingMissingUnread,
  bindingOnFolder,
  bindingOnProject,
  bindingOtherController,
  bindingPoolLostInPasting,
  bindingPrincipalOfOtherNumber,
  bindingProjectNumber,
  bindingRoleOwner,
  bindingStalePrincipal,
  bindingSwapped,
  bindingUnreadProofSucceeds,
  bindingWrongAndRepositoryMissing,
  bindingWrongKsa,
  bindingWrongNamespace,
  bindingWrongPool,
  bindingWrongRole,
  impersonationDenied,
];
