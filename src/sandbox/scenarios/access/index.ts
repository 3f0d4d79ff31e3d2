import type { Scenario } from '../../world.ts';
import { apiDisabled } from './api-disabled.ts';
import { apiUnreachable } from './api-unreachable.ts';
import { callerListsNoNodes } from './caller-lists-no-nodes.ts';
import { callerListsNoNodesNothingScans } from './caller-lists-no-nodes-nothing-scans.ts';
import { callerProvesNothing } from './caller-proves-nothing.ts';
import { callerReadsNoIam } from './caller-reads-no-iam.ts';
import { callerReadsNothing } from './caller-reads-nothing.ts';
import { callerReadsOneNamespace } from './caller-reads-one-namespace.ts';
import { clusterKind } from './cluster-kind.ts';
import { clusterKindUnannotated } from './cluster-kind-unannotated.ts';
import { clusterKindKeyFile } from './cluster-kind-key-file.ts';
import { clusterEksIssuerUnread } from './cluster-eks-issuer-unread.ts';
import { clusterK3sNodesUnread } from './cluster-k3s-nodes-unread.ts';
import { clusterNotGke } from './cluster-not-gke.ts';
import { clusterUnauthorized } from './cluster-unauthorized.ts';
import { clusterUnreachable } from './cluster-unreachable.ts';
import { credentialPluginMissing } from './credential-plugin-missing.ts';
import { credentialPluginLoggedOut } from './credential-plugin-logged-out.ts';
import { credentialPluginWorks } from './credential-plugin-works.ts';
import { googleCredentialsExpired } from './google-credentials-expired.ts';
import { googleCredentialsExpiredNotNeeded } from './google-credentials-expired-not-needed.ts';
import { googleCredentialsMissing } from './google-credentials-missing.ts';
import { googleCredentialsNotNeeded } from './google-credentials-not-needed.ts';
import { googleRateLimited } from './google-rate-limited.ts';
import { kubeconfigMissing } from './kubeconfig-missing.ts';
import { projectDeleted } from './project-deleted.ts';
import { projectSuspended } from './project-suspended.ts';
import { projectSuspendedUnread } from './project-suspended-unread.ts';
import { projectWithoutBilling } from './project-without-billing.ts';
import { quotaProjectDenied } from './quota-project-denied.ts';

export const accessScenarios: readonly Scenario[] = [
  clusterUnreachable,
  clusterUnauthorized,
  kubeconfigMissing,
  credentialPluginMissing,
  credentialPluginLoggedOut,
  credentialPluginWorks,
  clusterNotGke,
  clusterKind,
  clusterKindUnannotated,
  clusterKindKeyFile,
  clusterEksIssuerUnread,
  clusterK3sNodesUnread,
  googleCredentialsNotNeeded,
  googleCredentialsExpiredNotNeeded,
  googleCredentialsMissing,
  googleCredentialsExpired,
  callerReadsNoIam,
  callerProvesNothing,
  callerListsNoNodes,
  callerListsNoNodesNothingScans,
  callerReadsOneNamespace,
  callerReadsNothing,
  apiUnreachable,
  googleRateLimited,
  apiDisabled,
  quotaProjectDenied,
  projectDeleted,
  projectSuspended,
  projectSuspendedUnread,
  projectWithoutBilling,
];
