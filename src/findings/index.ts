/** Written by scripts/generate.ts from the files that there are (npm run generate). */

import { apiDisabled } from './access/api-disabled.ts';
import { apiUnreachable } from './access/api-unreachable.ts';
import { clusterNotGke } from './access/cluster-not-gke.ts';
import { clusterUnauthorized } from './access/cluster-unauthorized.ts';
import { clusterUnreachable } from './access/cluster-unreachable.ts';
import { credentialPluginFailed } from './access/credential-plugin-failed.ts';
import { googleCredentialsExpired } from './access/google-credentials-expired.ts';
import { googleCredentialsMissing } from './access/google-credentials-missing.ts';
import { googlePermissionMissing } from './access/google-permission-missing.ts';
import { googleRateLimited } from './access/google-rate-limited.ts';
import { kubeconfigInvalid } from './access/kubeconfig-invalid.ts';
import { kubernetesPermissionMissing } from './access/kubernetes-permission-missing.ts';
import { projectUnusable } from './access/project-unusable.ts';
import { quotaProjectDenied } from './access/quota-project-denied.ts';
import { controllerFlagsInvalid } from './workload/controller-flags-invalid.ts';
import { credentialsFileOverridesIdentity } from './workload/credentials-file-overrides-identity.ts';
import { fluxTooOldForRegistry } from './workload/flux-too-old-for-registry.ts';
import { meshBlocksMetadata } from './workload/mesh-blocks-metadata.ts';
import { nothingToScan } from './workload/nothing-to-scan.ts';
import { objectNotWatched } from './workload/object-not-watched.ts';
import { proxyCapturesMetadata } from './workload/proxy-captures-metadata.ts';
import { workloadNotFound } from './workload/workload-not-found.ts';
import { workloadNotRunning } from './workload/workload-not-running.ts';
import { workloadOnHostNetwork } from './workload/workload-on-host-network.ts';
import { workloadPredatesAnnotation } from './workload/workload-predates-annotation.ts';
import { workloadUsesOtherKsa } from './workload/workload-uses-other-ksa.ts';
import { credentialProviderUnsupported } from './ksa/credential-provider-unsupported.ts';
import { gsaEmailUnsupported } from './ksa/gsa-email-unsupported.ts';
import { helmDotsUnescaped } from './ksa/helm-dots-unescaped.ts';
import { helmValuesKeyWrong } from './ksa/helm-values-key-wrong.ts';
import { ksaAnnotationEmpty } from './ksa/ksa-annotation-empty.ts';
import { ksaAnnotationMalformed } from './ksa/ksa-annotation-malformed.ts';
import { ksaAnnotationMissing } from './ksa/ksa-annotation-missing.ts';
import { ksaAnnotationMisspelled } from './ksa/ksa-annotation-misspelled.ts';
import { ksaNotFound } from './ksa/ksa-not-found.ts';
import { ksaOwnedTwice } from './ksa/ksa-owned-twice.ts';
import { ownerNotApplying } from './ksa/owner-not-applying.ts';
import { workloadIdentityProviderInvalid } from './ksa/workload-identity-provider-invalid.ts';
import { googleEgressBlocked } from './gke/google-egress-blocked.ts';
import { metadataEgressBlocked } from './gke/metadata-egress-blocked.ts';
import { metadataProbeStuck } from './gke/metadata-probe-stuck.ts';
import { metadataServerUnhealthy } from './gke/metadata-server-unhealthy.ts';
import { nodeMetadataServerMissing } from './gke/node-metadata-server-missing.ts';
import { scansAsNodeIdentity } from './gke/scans-as-node-identity.ts';
import { workloadPoolForeign } from './gke/workload-pool-foreign.ts';
import { workloadPoolMissing } from './gke/workload-pool-missing.ts';
import { gsaDisabled } from './gsa/gsa-disabled.ts';
import { gsaMisspelled } from './gsa/gsa-misspelled.ts';
import { gsaNotFound } from './gsa/gsa-not-found.ts';
import { bindingConditionUnmet } from './binding/binding-condition-unmet.ts';
import { bindingDenied } from './binding/binding-denied.ts';
import { bindingMalformed } from './binding/binding-malformed.ts';
import { bindingMissing } from './binding/binding-missing.ts';
import { bindingStalePrincipal } from './binding/binding-stale-principal.ts';
import { bindingUncertain } from './binding/binding-uncertain.ts';
import { bindingWrongKsa } from './binding/binding-wrong-ksa.ts';
import { bindingWrongNamespace } from './binding/binding-wrong-namespace.ts';
import { bindingWrongPool } from './binding/binding-wrong-pool.ts';
import { bindingWrongRole } from './binding/binding-wrong-role.ts';
import { bindingPropagating } from './token/binding-propagating.ts';
import { impersonationDenied } from './token/impersonation-denied.ts';
import { objectIdentityDisabled } from './token/object-identity-disabled.ts';
import { objectIdentityUnsupported } from './token/object-identity-unsupported.ts';
import { tokenExchangeRejected } from './token/token-exchange-rejected.ts';
import { tokenRequestForbidden } from './token/token-request-forbidden.ts';
import { bucketAccessDenied } from './registry/bucket-access-denied.ts';
import { bucketNotFound } from './registry/bucket-not-found.ts';
import { perimeterDenied } from './registry/perimeter-denied.ts';
import { registryCaUntrusted } from './registry/registry-ca-untrusted.ts';
import { registryGrantStale } from './registry/registry-grant-stale.ts';
import { registryHostUnmatched } from './registry/registry-host-unmatched.ts';
import { registryMoved } from './registry/registry-moved.ts';
import { registryRefused } from './registry/registry-refused.ts';
import { registryShutDown } from './registry/registry-shut-down.ts';
import { registryUnreachableFromCluster } from './registry/registry-unreachable-from-cluster.ts';
import { registryUnsupported } from './registry/registry-unsupported.ts';
import { repositoryAccessDenied } from './registry/repository-access-denied.ts';
import { repositoryNotFound } from './registry/repository-not-found.ts';
import { imageEmpty } from './scan/image-empty.ts';
import { imageNotFound } from './scan/image-not-found.ts';
import { imageReferenceInvalid } from './scan/image-reference-invalid.ts';
import { providerNotGoogle } from './scan/provider-not-google.ts';
import { scanDisabled } from './scan/scan-disabled.ts';
import { scanFailing } from './scan/scan-failing.ts';
import { scanStale } from './scan/scan-stale.ts';
import { scanSuspended } from './scan/scan-suspended.ts';
import { secretIgnored } from './scan/secret-ignored.ts';
import { secretOverridesIdentity } from './scan/secret-overrides-identity.ts';
import { tagsAccessDenied } from './scan/tags-access-denied.ts';
import { tokenExpiredInCache } from './scan/token-expired-in-cache.ts';
import { internalError } from './flux-wi/internal-error.ts';

export const findings = [
  apiDisabled,
  apiUnreachable,
  clusterNotGke,
  clusterUnauthorized,
  clusterUnreachable,
  credentialPluginFailed,
  googleCredentialsExpired,
  googleCredentialsMissing,
  googlePermissionMissing,
  googleRateLimited,
  kubeconfigInvalid,
  kubernetesPermissionMissing,
  projectUnusable,
  quotaProjectDenied,
  controllerFlagsInvalid,
  credentialsFileOverridesIdentity,
  fluxTooOldForRegistry,
  meshBlocksMetadata,
  nothingToScan,
  objectNotWatched,
  proxyCapturesMetadata,
  workloadNotFound,
  workloadNotRunning,
  workloadOnHostNetwork,
  workloadPredatesAnnotation,
  workloadUsesOtherKsa,
  credentialProviderUnsupported,
  gsaEmailUnsupported,
  helmDotsUnescaped,
  helmValuesKeyWrong,
  ksaAnnotationEmpty,
  ksaAnnotationMalformed,
  ksaAnnotationMissing,
  ksaAnnotationMisspelled,
  ksaNotFound,
  ksaOwnedTwice,
  ownerNotApplying,
  workloadIdentityProviderInvalid,
  googleEgressBlocked,
  metadataEgressBlocked,
  metadataProbeStuck,
  metadataServerUnhealthy,
  nodeMetadataServerMissing,
  scansAsNodeIdentity,
  workloadPoolForeign,
  workloadPoolMissing,
  gsaDisabled,
  gsaMisspelled,
  gsaNotFound,
  bindingConditionUnmet,
  bindingDenied,
  bindingMalformed,
  bindingMissing,
  bindingStalePrincipal,
  bindingUncertain,
  bindingWrongKsa,
  bindingWrongNamespace,
  bindingWrongPool,
  bindingWrongRole,
  bindingPropagating,
  impersonationDenied,
  objectIdentityDisabled,
  objectIdentityUnsupported,
  tokenExchangeRejected,
  tokenRequestForbidden,
  bucketAccessDenied,
  bucketNotFound,
  perimeterDenied,
  registryCaUntrusted,
  registryGrantStale,
  registryHostUnmatched,
  registryMoved,
  registryRefused,
  registryShutDown,
  registryUnreachableFromCluster,
  registryUnsupported,
  repositoryAccessDenied,
  repositoryNotFound,
  imageEmpty,
  imageNotFound,
  imageReferenceInvalid,
  providerNotGoogle,
  scanDisabled,
  scanFailing,
  scanStale,
  scanSuspended,
  secretIgnored,
  secretOverridesIdentity,
  tagsAccessDenied,
  tokenExpiredInCache,
  internalError,
] as const;
