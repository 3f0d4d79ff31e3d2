/** Written by scripts/generate.ts from the files that there are (npm run generate). */

import { healthyWorlds } from './healthy/healthy-worlds.ts';
import { accessApiDisabled } from './access/api-disabled.ts';
import { accessApiUnreachable } from './access/api-unreachable.ts';
import { accessClusterNotGke } from './access/cluster-not-gke.ts';
import { accessClusterUnauthorized } from './access/cluster-unauthorized.ts';
import { accessClusterUnreachable } from './access/cluster-unreachable.ts';
import { accessCredentialPluginFailed } from './access/credential-plugin-failed.ts';
import { accessGoogleCredentialsExpired } from './access/google-credentials-expired.ts';
import { accessGoogleCredentialsMissing } from './access/google-credentials-missing.ts';
import { accessGoogleRateLimited } from './access/google-rate-limited.ts';
import { accessHealthy } from './access/healthy.ts';
import { accessKubeconfigInvalid } from './access/kubeconfig-invalid.ts';
import { accessKubernetesPermissionMissing } from './access/kubernetes-permission-missing.ts';
import { accessProjectUnusable } from './access/project-unusable.ts';
import { accessQuotaProjectDenied } from './access/quota-project-denied.ts';
import { workloadControllerFlagsInvalid } from './workload/controller-flags-invalid.ts';
import { workloadCredentialsFileOverridesIdentity } from './workload/credentials-file-overrides-identity.ts';
import { workloadFluxTooOldForRegistry } from './workload/flux-too-old-for-registry.ts';
import { workloadHealthy } from './workload/healthy.ts';
import { workloadKsaAnnotationMissing } from './workload/ksa-annotation-missing.ts';
import { workloadMeshBlocksMetadata } from './workload/mesh-blocks-metadata.ts';
import { workloadNothingToScan } from './workload/nothing-to-scan.ts';
import { workloadObjectNotWatched } from './workload/object-not-watched.ts';
import { workloadProxyCapturesMetadata } from './workload/proxy-captures-metadata.ts';
import { workloadRegistryCaUntrusted } from './workload/registry-ca-untrusted.ts';
import { workloadWorkloadNotFound } from './workload/workload-not-found.ts';
import { workloadWorkloadNotRunning } from './workload/workload-not-running.ts';
import { workloadWorkloadOnHostNetwork } from './workload/workload-on-host-network.ts';
import { workloadWorkloadUsesOtherKsa } from './workload/workload-uses-other-ksa.ts';
import { ksaHealthy } from './ksa/healthy.ts';
import { ksaHelmDotsUnescaped } from './ksa/helm-dots-unescaped.ts';
import { ksaHelmValuesKeyWrong } from './ksa/helm-values-key-wrong.ts';
import { ksaKsaAnnotationEmpty } from './ksa/ksa-annotation-empty.ts';
import { ksaKsaAnnotationMalformed } from './ksa/ksa-annotation-malformed.ts';
import { ksaKsaAnnotationMissing } from './ksa/ksa-annotation-missing.ts';
import { ksaKsaAnnotationMisspelled } from './ksa/ksa-annotation-misspelled.ts';
import { ksaKsaNotFound } from './ksa/ksa-not-found.ts';
import { gkeGoogleEgressBlocked } from './gke/google-egress-blocked.ts';
import { gkeHealthy } from './gke/healthy.ts';
import { gkeMetadataEgressBlocked } from './gke/metadata-egress-blocked.ts';
import { gkeMetadataProbeStuck } from './gke/metadata-probe-stuck.ts';
import { gkeMetadataServerUnhealthy } from './gke/metadata-server-unhealthy.ts';
import { gkeNodeMetadataServerMissing } from './gke/node-metadata-server-missing.ts';
import { gkeScanFailing } from './gke/scan-failing.ts';
import { gkeWorkloadPoolForeign } from './gke/workload-pool-foreign.ts';
import { gkeWorkloadPoolMissing } from './gke/workload-pool-missing.ts';
import { gsaBindingMissing } from './gsa/binding-missing.ts';
import { gsaGsaDisabled } from './gsa/gsa-disabled.ts';
import { gsaGsaEmailUnsupported } from './gsa/gsa-email-unsupported.ts';
import { gsaGsaMisspelled } from './gsa/gsa-misspelled.ts';
import { gsaGsaNotFound } from './gsa/gsa-not-found.ts';
import { gsaImpersonationDenied } from './gsa/impersonation-denied.ts';
import { gsaRegistryGrantStale } from './gsa/registry-grant-stale.ts';
import { bindingBindingConditionUnmet } from './binding/binding-condition-unmet.ts';
import { bindingBindingDenied } from './binding/binding-denied.ts';
import { bindingBindingMalformed } from './binding/binding-malformed.ts';
import { bindingBindingMissing } from './binding/binding-missing.ts';
import { bindingBindingStalePrincipal } from './binding/binding-stale-principal.ts';
import { bindingBindingWrongKsa } from './binding/binding-wrong-ksa.ts';
import { bindingBindingWrongNamespace } from './binding/binding-wrong-namespace.ts';
import { bindingBindingWrongPool } from './binding/binding-wrong-pool.ts';
import { bindingBindingWrongRole } from './binding/binding-wrong-role.ts';
import { bindingHealthy } from './binding/healthy.ts';
import { bindingImpersonationDenied } from './binding/impersonation-denied.ts';
import { bindingWorkloadPoolMissing } from './binding/workload-pool-missing.ts';
import { tokenApiDisabled } from './token/api-disabled.ts';
import { tokenBindingMissing } from './token/binding-missing.ts';
import { tokenCredentialProviderUnsupported } from './token/credential-provider-unsupported.ts';
import { tokenGoogleRateLimited } from './token/google-rate-limited.ts';
import { tokenHealthy } from './token/healthy.ts';
import { tokenKubernetesPermissionMissing } from './token/kubernetes-permission-missing.ts';
import { tokenObjectIdentityDisabled } from './token/object-identity-disabled.ts';
import { tokenObjectIdentityUnsupported } from './token/object-identity-unsupported.ts';
import { tokenPerimeterDenied } from './token/perimeter-denied.ts';
import { tokenTokenExchangeRejected } from './token/token-exchange-rejected.ts';
import { tokenTokenRequestForbidden } from './token/token-request-forbidden.ts';
import { registryApiDisabled } from './registry/api-disabled.ts';
import { registryApiUnreachable } from './registry/api-unreachable.ts';
import { registryBucketAccessDenied } from './registry/bucket-access-denied.ts';
import { registryBucketNotFound } from './registry/bucket-not-found.ts';
import { registryGoogleRateLimited } from './registry/google-rate-limited.ts';
import { registryHealthy } from './registry/healthy.ts';
import { registryImageReferenceInvalid } from './registry/image-reference-invalid.ts';
import { registryKsaAnnotationMissing } from './registry/ksa-annotation-missing.ts';
import { registryKubernetesPermissionMissing } from './registry/kubernetes-permission-missing.ts';
import { registryPerimeterDenied } from './registry/perimeter-denied.ts';
import { registryRegistryCaUntrusted } from './registry/registry-ca-untrusted.ts';
import { registryRegistryHostUnmatched } from './registry/registry-host-unmatched.ts';
import { registryRegistryMoved } from './registry/registry-moved.ts';
import { registryRegistryRefused } from './registry/registry-refused.ts';
import { registryRegistryShutDown } from './registry/registry-shut-down.ts';
import { registryRegistryUnreachableFromCluster } from './registry/registry-unreachable-from-cluster.ts';
import { registryRepositoryAccessDenied } from './registry/repository-access-denied.ts';
import { registryRepositoryNotFound } from './registry/repository-not-found.ts';
import { scanFluxTooOldForRegistry } from './scan/flux-too-old-for-registry.ts';
import { scanHealthy } from './scan/healthy.ts';
import { scanImageNotFound } from './scan/image-not-found.ts';
import { scanImageReferenceInvalid } from './scan/image-reference-invalid.ts';
import { scanProviderNotGoogle } from './scan/provider-not-google.ts';
import { scanRegistryCaUntrusted } from './scan/registry-ca-untrusted.ts';
import { scanScanFailing } from './scan/scan-failing.ts';
import { scanSecretOverridesIdentity } from './scan/secret-overrides-identity.ts';
import { scanTagsAccessDenied } from './scan/tags-access-denied.ts';
import { bucketBucketAccessDenied } from './bucket/bucket-access-denied.ts';
import { bucketBucketNotFound } from './bucket/bucket-not-found.ts';
import { bucketHealthy } from './bucket/healthy.ts';
import { bucketPerimeterDenied } from './bucket/perimeter-denied.ts';
import { providerBindingWrongPool } from './provider/binding-wrong-pool.ts';
import { providerHealthy } from './provider/healthy.ts';
import { providerKubernetesPermissionMissing } from './provider/kubernetes-permission-missing.ts';
import { providerTokenExchangeRejected } from './provider/token-exchange-rejected.ts';
import { providerWorkloadIdentityProviderInvalid } from './provider/workload-identity-provider-invalid.ts';
import { pullBucketAccessDenied } from './pull/bucket-access-denied.ts';
import { chartFromGit } from './pull/chart-from-git.ts';
import { digestReflected } from './pull/digest-reflected.ts';
import { pullHealthy } from './pull/healthy.ts';
import { pullImageNotFound } from './pull/image-not-found.ts';
import { pullRegistryRefused } from './pull/registry-refused.ts';

export const scenarios = [
  ...healthyWorlds,
  ...accessApiDisabled,
  ...accessApiUnreachable,
  ...accessClusterNotGke,
  ...accessClusterUnauthorized,
  ...accessClusterUnreachable,
  ...accessCredentialPluginFailed,
  ...accessGoogleCredentialsExpired,
  ...accessGoogleCredentialsMissing,
  ...accessGoogleRateLimited,
  ...accessHealthy,
  ...accessKubeconfigInvalid,
  ...accessKubernetesPermissionMissing,
  ...accessProjectUnusable,
  ...accessQuotaProjectDenied,
  ...workloadControllerFlagsInvalid,
  ...workloadCredentialsFileOverridesIdentity,
  ...workloadFluxTooOldForRegistry,
  ...workloadHealthy,
  ...workloadKsaAnnotationMissing,
  ...workloadMeshBlocksMetadata,
  ...workloadNothingToScan,
  ...workloadObjectNotWatched,
  ...workloadProxyCapturesMetadata,
  ...workloadRegistryCaUntrusted,
  ...workloadWorkloadNotFound,
  ...workloadWorkloadNotRunning,
  ...workloadWorkloadOnHostNetwork,
  ...workloadWorkloadUsesOtherKsa,
  ...ksaHealthy,
  ...ksaHelmDotsUnescaped,
  ...ksaHelmValuesKeyWrong,
  ...ksaKsaAnnotationEmpty,
  ...ksaKsaAnnotationMalformed,
  ...ksaKsaAnnotationMissing,
  ...ksaKsaAnnotationMisspelled,
  ...ksaKsaNotFound,
  ...gkeGoogleEgressBlocked,
  ...gkeHealthy,
  ...gkeMetadataEgressBlocked,
  ...gkeMetadataProbeStuck,
  ...gkeMetadataServerUnhealthy,
  ...gkeNodeMetadataServerMissing,
  ...gkeScanFailing,
  ...gkeWorkloadPoolForeign,
  ...gkeWorkloadPoolMissing,
  ...gsaBindingMissing,
  ...gsaGsaDisabled,
  ...gsaGsaEmailUnsupported,
  ...gsaGsaMisspelled,
  ...gsaGsaNotFound,
  ...gsaImpersonationDenied,
  ...gsaRegistryGrantStale,
  ...bindingBindingConditionUnmet,
  ...bindingBindingDenied,
  ...bindingBindingMalformed,
  ...bindingBindingMissing,
  ...bindingBindingStalePrincipal,
  ...bindingBindingWrongKsa,
  ...bindingBindingWrongNamespace,
  ...bindingBindingWrongPool,
  ...bindingBindingWrongRole,
  ...bindingHealthy,
  ...bindingImpersonationDenied,
  ...bindingWorkloadPoolMissing,
  ...tokenApiDisabled,
  ...tokenBindingMissing,
  ...tokenCredentialProviderUnsupported,
  ...tokenGoogleRateLimited,
  ...tokenHealthy,
  ...tokenKubernetesPermissionMissing,
  ...tokenObjectIdentityDisabled,
  ...tokenObjectIdentityUnsupported,
  ...tokenPerimeterDenied,
  ...tokenTokenExchangeRejected,
  ...tokenTokenRequestForbidden,
  ...registryApiDisabled,
  ...registryApiUnreachable,
  ...registryBucketAccessDenied,
  ...registryBucketNotFound,
  ...registryGoogleRateLimited,
  ...registryHealthy,
  ...registryImageReferenceInvalid,
  ...registryKsaAnnotationMissing,
  ...registryKubernetesPermissionMissing,
  ...registryPerimeterDenied,
  ...registryRegistryCaUntrusted,
  ...registryRegistryHostUnmatched,
  ...registryRegistryMoved,
  ...registryRegistryRefused,
  ...registryRegistryShutDown,
  ...registryRegistryUnreachableFromCluster,
  ...registryRepositoryAccessDenied,
  ...registryRepositoryNotFound,
  ...scanFluxTooOldForRegistry,
  ...scanHealthy,
  ...scanImageNotFound,
  ...scanImageReferenceInvalid,
  ...scanProviderNotGoogle,
  ...scanRegistryCaUntrusted,
  ...scanScanFailing,
  ...scanSecretOverridesIdentity,
  ...scanTagsAccessDenied,
  ...bucketBucketAccessDenied,
  ...bucketBucketNotFound,
  ...bucketHealthy,
  ...bucketPerimeterDenied,
  ...providerBindingWrongPool,
  ...providerHealthy,
  ...providerKubernetesPermissionMissing,
  ...providerTokenExchangeRejected,
  ...providerWorkloadIdentityProviderInvalid,
  ...pullBucketAccessDenied,
  ...chartFromGit,
  ...digestReflected,
  ...pullHealthy,
  ...pullImageNotFound,
  ...pullRegistryRefused,
] as const;
