/** Written by scripts/generate.ts from the files that there are (npm run generate). */

import { healthyWorlds } from './healthy/healthy-worlds.ts';
import { apiDisabled } from './access/api-disabled.ts';
import { apiUnreachable } from './access/api-unreachable.ts';
import { callerListsNoNodes } from './access/caller-lists-no-nodes.ts';
import { callerListsNoNodesNothingScans } from './access/caller-lists-no-nodes-nothing-scans.ts';
import { callerProvesNothing } from './access/caller-proves-nothing.ts';
import { callerReadsNoIam } from './access/caller-reads-no-iam.ts';
import { callerReadsNothing } from './access/caller-reads-nothing.ts';
import { callerReadsOneNamespace } from './access/caller-reads-one-namespace.ts';
import { clusterEksIssuerUnread } from './access/cluster-eks-issuer-unread.ts';
import { clusterK3sNodesUnread } from './access/cluster-k3s-nodes-unread.ts';
import { clusterKind } from './access/cluster-kind.ts';
import { clusterKindKeyFile } from './access/cluster-kind-key-file.ts';
import { clusterKindUnannotated } from './access/cluster-kind-unannotated.ts';
import { clusterNotGke } from './access/cluster-not-gke.ts';
import { clusterUnauthorized } from './access/cluster-unauthorized.ts';
import { clusterUnreachable } from './access/cluster-unreachable.ts';
import { credentialPluginLoggedOut } from './access/credential-plugin-logged-out.ts';
import { credentialPluginMissing } from './access/credential-plugin-missing.ts';
import { credentialPluginWorks } from './access/credential-plugin-works.ts';
import { googleCredentialsExpired } from './access/google-credentials-expired.ts';
import { googleCredentialsExpiredNotNeeded } from './access/google-credentials-expired-not-needed.ts';
import { googleCredentialsMissing } from './access/google-credentials-missing.ts';
import { googleCredentialsNotNeeded } from './access/google-credentials-not-needed.ts';
import { googleRateLimited } from './access/google-rate-limited.ts';
import { kubeconfigMissing } from './access/kubeconfig-missing.ts';
import { kubernetesListFails } from './access/kubernetes-list-fails.ts';
import { projectDeleted } from './access/project-deleted.ts';
import { projectSuspended } from './access/project-suspended.ts';
import { projectSuspendedUnread } from './access/project-suspended-unread.ts';
import { projectWithoutBilling } from './access/project-without-billing.ts';
import { quotaProjectDenied } from './access/quota-project-denied.ts';
import { controllerFlagsInvalid } from './workload/controller-flags-invalid.ts';
import { credentialsFileIsNotThere } from './workload/credentials-file-is-not-there.ts';
import { credentialsFileOverridesIdentity } from './workload/credentials-file-overrides-identity.ts';
import { credentialsFileWorks } from './workload/credentials-file-works.ts';
import { fluxTooOldButPublic } from './workload/flux-too-old-but-public.ts';
import { fluxTooOldForRegistry } from './workload/flux-too-old-for-registry.ts';
import { hostNetworkAllInOne } from './workload/host-network-all-in-one.ts';
import { meshAmbientHarmless } from './workload/mesh-ambient-harmless.ts';
import { meshAmbientNotBlamed } from './workload/mesh-ambient-not-blamed.ts';
import { meshAmbientWaypoint } from './workload/mesh-ambient-waypoint.ts';
import { meshBlocksMetadata } from './workload/mesh-blocks-metadata.ts';
import { meshSparesMetadata } from './workload/mesh-spares-metadata.ts';
import { nothingToScan } from './workload/nothing-to-scan.ts';
import { objectNotWatched } from './workload/object-not-watched.ts';
import { objectWatchedByShard } from './workload/object-watched-by-shard.ts';
import { otherKsaBoundElsewhere } from './workload/other-ksa-bound-elsewhere.ts';
import { otherKsaMeantForScanner } from './workload/other-ksa-meant-for-scanner.ts';
import { otherKsaOfCronJob } from './workload/other-ksa-of-cron-job.ts';
import { otherKsaScaledToZero } from './workload/other-ksa-scaled-to-zero.ts';
import { podsRunAsEarlierKsa } from './workload/pods-run-as-earlier-ksa.ts';
import { proxyCapturesMetadata } from './workload/proxy-captures-metadata.ts';
import { proxySparesMetadata } from './workload/proxy-spares-metadata.ts';
import { reflectorNotInstalled } from './workload/reflector-not-installed.ts';
import { reflectorNotInstalledOthersScan } from './workload/reflector-not-installed-others-scan.ts';
import { scansAsNodeByHostNetwork } from './workload/scans-as-node-by-host-network.ts';
import { workloadImageNotPulled } from './workload/workload-image-not-pulled.ts';
import { workloadNotFound } from './workload/workload-not-found.ts';
import { workloadNotScheduled } from './workload/workload-not-scheduled.ts';
import { workloadOnHostNetwork } from './workload/workload-on-host-network.ts';
import { workloadPredatesAnnotation } from './workload/workload-predates-annotation.ts';
import { workloadRunsAsDefault } from './workload/workload-runs-as-default.ts';
import { workloadScaledToZero } from './workload/workload-scaled-to-zero.ts';
import { workloadTokenNotMounted } from './workload/workload-token-not-mounted.ts';
import { workloadUsesGeneratedKsa } from './workload/workload-uses-generated-ksa.ts';
import { workloadUsesOtherKsa } from './workload/workload-uses-other-ksa.ts';
import { annotationAsLabel } from './ksa/annotation-as-label.ts';
import { annotationOnDeployment } from './ksa/annotation-on-deployment.ts';
import { annotationOnNamespace } from './ksa/annotation-on-namespace.ts';
import { annotationOnPods } from './ksa/annotation-on-pods.ts';
import { annotationOnService } from './ksa/annotation-on-service.ts';
import { helmDotsRendered } from './ksa/helm-dots-rendered.ts';
import { helmDotsUnescaped } from './ksa/helm-dots-unescaped.ts';
import { helmValuesKeyWrong } from './ksa/helm-values-key-wrong.ts';
import { ksaAnnotatedInOtherNamespace } from './ksa/ksa-annotated-in-other-namespace.ts';
import { ksaAnnotationBlank } from './ksa/ksa-annotation-blank.ts';
import { ksaAnnotationEmpty } from './ksa/ksa-annotation-empty.ts';
import { ksaAnnotationInBrackets } from './ksa/ksa-annotation-in-brackets.ts';
import { ksaAnnotationMalformedObject } from './ksa/ksa-annotation-malformed-object.ts';
import { ksaAnnotationMissing } from './ksa/ksa-annotation-missing.ts';
import { ksaAnnotationMissingFluxV1 } from './ksa/ksa-annotation-missing-flux-v1.ts';
import { ksaAnnotationMissingNoneBound } from './ksa/ksa-annotation-missing-none-bound.ts';
import { ksaAnnotationMissingObject } from './ksa/ksa-annotation-missing-object.ts';
import { ksaAnnotationMissingTwoBound } from './ksa/ksa-annotation-missing-two-bound.ts';
import { ksaAnnotationMissingUnproved } from './ksa/ksa-annotation-missing-unproved.ts';
import { ksaAnnotationMisspelled } from './ksa/ksa-annotation-misspelled.ts';
import { ksaAnnotationOfAws } from './ksa/ksa-annotation-of-aws.ts';
import { ksaAnnotationOtherDomain } from './ksa/ksa-annotation-other-domain.ts';
import { ksaAnnotationProjectNumber } from './ksa/ksa-annotation-project-number.ts';
import { ksaAnnotationQuoted } from './ksa/ksa-annotation-quoted.ts';
import { ksaAnnotationQuotes } from './ksa/ksa-annotation-quotes.ts';
import { ksaAnnotationRunTogether } from './ksa/ksa-annotation-run-together.ts';
import { ksaAnnotationShortName } from './ksa/ksa-annotation-short-name.ts';
import { ksaAnnotationTakenOff } from './ksa/ksa-annotation-taken-off.ts';
import { ksaAnnotationWithKey } from './ksa/ksa-annotation-with-key.ts';
import { ksaAnnotationWithLineBreak } from './ksa/ksa-annotation-with-line-break.ts';
import { ksaAnnotationWithPrefix } from './ksa/ksa-annotation-with-prefix.ts';
import { ksaDeleted } from './ksa/ksa-deleted.ts';
import { ksaDirectMisspelledKeyUnused } from './ksa/ksa-direct-misspelled-key-unused.ts';
import { ksaNotFound } from './ksa/ksa-not-found.ts';
import { ksaOwnedTwice } from './ksa/ksa-owned-twice.ts';
import { ownerFailingUnannotated } from './ksa/owner-failing-unannotated.ts';
import { ownerSuspended } from './ksa/owner-suspended.ts';
import { autopilot } from './gke/autopilot.ts';
import { cloudDnsEgressAllowed } from './gke/cloud-dns-egress-allowed.ts';
import { cloudDnsEgressBlocked } from './gke/cloud-dns-egress-blocked.ts';
import { cloudDnsEgressBlockedUnread } from './gke/cloud-dns-egress-blocked-unread.ts';
import { cloudDnsEgressExcepted } from './gke/cloud-dns-egress-excepted.ts';
import { dnsEgressBlocked } from './gke/dns-egress-blocked.ts';
import { egressAgentLeftBehind } from './gke/egress-agent-left-behind.ts';
import { egressAllowedNarrowly } from './gke/egress-allowed-narrowly.ts';
import { egressAllowedUnderCilium } from './gke/egress-allowed-under-cilium.ts';
import { egressEnforcedByCalico } from './gke/egress-enforced-by-calico.ts';
import { egressEnforcedByCilium } from './gke/egress-enforced-by-cilium.ts';
import { egressEnforcementUnread } from './gke/egress-enforcement-unread.ts';
import { egressNotEnforced } from './gke/egress-not-enforced.ts';
import { googleEgressBlocked } from './gke/google-egress-blocked.ts';
import { googleEgressBlockedOnNode } from './gke/google-egress-blocked-on-node.ts';
import { kubeDnsEgressBlocked } from './gke/kube-dns-egress-blocked.ts';
import { leaderOnBadNode } from './gke/leader-on-bad-node.ts';
import { leaderOnGoodNode } from './gke/leader-on-good-node.ts';
import { leaderUnknown } from './gke/leader-unknown.ts';
import { metadataConcealed } from './gke/metadata-concealed.ts';
import { metadataEgressBlocked } from './gke/metadata-egress-blocked.ts';
import { metadataEgressBlockedIptables } from './gke/metadata-egress-blocked-iptables.ts';
import { metadataEgressByOtherPolicies } from './gke/metadata-egress-by-other-policies.ts';
import { metadataEgressExcepted } from './gke/metadata-egress-excepted.ts';
import { metadataNameNotResolved } from './gke/metadata-name-not-resolved.ts';
import { metadataProbeStuck } from './gke/metadata-probe-stuck.ts';
import { metadataServerAbsent } from './gke/metadata-server-absent.ts';
import { metadataServerAnswers500 } from './gke/metadata-server-answers-500.ts';
import { metadataServerNoneSeen } from './gke/metadata-server-none-seen.ts';
import { metadataServerNoneSeenNothingScans } from './gke/metadata-server-none-seen-nothing-scans.ts';
import { metadataServerNotReady } from './gke/metadata-server-not-ready.ts';
import { metadataServerOverloaded } from './gke/metadata-server-overloaded.ts';
import { metadataServerRestartedOften } from './gke/metadata-server-restarted-often.ts';
import { nextNodeWithoutMetadataServer } from './gke/next-node-without-metadata-server.ts';
import { nodeLocalDnsEgressAllowed } from './gke/node-local-dns-egress-allowed.ts';
import { nodeLocalDnsEgressBlocked } from './gke/node-local-dns-egress-blocked.ts';
import { nodeMetadataServerMissing } from './gke/node-metadata-server-missing.ts';
import { nodeMetadataServerMissingUnread } from './gke/node-metadata-server-missing-unread.ts';
import { scansAsNodeIdentity } from './gke/scans-as-node-identity.ts';
import { workloadPoolForeign } from './gke/workload-pool-foreign.ts';
import { workloadPoolMissing } from './gke/workload-pool-missing.ts';
import { workloadPoolMissingAndNodes } from './gke/workload-pool-missing-and-nodes.ts';
import { gsaDisabled } from './gsa/gsa-disabled.ts';
import { gsaDisabledUnread } from './gsa/gsa-disabled-unread.ts';
import { gsaEmailRefusedByFlux } from './gsa/gsa-email-refused-by-flux.ts';
import { gsaMisspelled } from './gsa/gsa-misspelled.ts';
import { gsaNameFromEmptyVariable } from './gsa/gsa-name-from-empty-variable.ts';
import { gsaNotFound } from './gsa/gsa-not-found.ts';
import { gsaNotFoundOtherBound } from './gsa/gsa-not-found-other-bound.ts';
import { gsaNotFoundUnread } from './gsa/gsa-not-found-unread.ts';
import { gsaRecreated } from './gsa/gsa-recreated.ts';
import { gsaRecreatedUnbound } from './gsa/gsa-recreated-unbound.ts';
import { gsaSuffixLeftOff } from './gsa/gsa-suffix-left-off.ts';
import { bindingAndReaderMissing } from './binding/binding-and-reader-missing.ts';
import { bindingBeforePool } from './binding/binding-before-pool.ts';
import { bindingByCluster } from './binding/binding-by-cluster.ts';
import { bindingByCustomRole } from './binding/binding-by-custom-role.ts';
import { bindingByNamespace } from './binding/binding-by-namespace.ts';
import { bindingByPool } from './binding/binding-by-pool.ts';
import { bindingByPrincipal } from './binding/binding-by-principal.ts';
import { bindingByUid } from './binding/binding-by-uid.ts';
import { bindingConditionMet } from './binding/binding-condition-met.ts';
import { bindingConditionUnknown } from './binding/binding-condition-unknown.ts';
import { bindingConditionUnmet } from './binding/binding-condition-unmet.ts';
import { bindingDenied } from './binding/binding-denied.ts';
import { bindingDeniedAbove } from './binding/binding-denied-above.ts';
import { bindingDeniedToOthers } from './binding/binding-denied-to-others.ts';
import { bindingMalformed } from './binding/binding-malformed.ts';
import { bindingMissing } from './binding/binding-missing.ts';
import { bindingMissingRecreatedAccount } from './binding/binding-missing-recreated-account.ts';
import { bindingMissingUnproved } from './binding/binding-missing-unproved.ts';
import { bindingMissingUnread } from './binding/binding-missing-unread.ts';
import { bindingOnFolder } from './binding/binding-on-folder.ts';
import { bindingOnProject } from './binding/binding-on-project.ts';
import { bindingOtherController } from './binding/binding-other-controller.ts';
import { bindingPoolLostInPasting } from './binding/binding-pool-lost-in-pasting.ts';
import { bindingPrincipalByProjectId } from './binding/binding-principal-by-project-id.ts';
import { bindingPrincipalOfOtherNumber } from './binding/binding-principal-of-other-number.ts';
import { bindingPrincipalSetOfOne } from './binding/binding-principal-set-of-one.ts';
import { bindingPrincipalSubjectForm } from './binding/binding-principal-subject-form.ts';
import { bindingPrincipalSwapped } from './binding/binding-principal-swapped.ts';
import { bindingProjectNumber } from './binding/binding-project-number.ts';
import { bindingRoleOwner } from './binding/binding-role-owner.ts';
import { bindingStalePrincipal } from './binding/binding-stale-principal.ts';
import { bindingSwapped } from './binding/binding-swapped.ts';
import { bindingUnreadProofSucceeds } from './binding/binding-unread-proof-succeeds.ts';
import { bindingWrongAndRepositoryMissing } from './binding/binding-wrong-and-repository-missing.ts';
import { bindingWrongKsa } from './binding/binding-wrong-ksa.ts';
import { bindingWrongNamespace } from './binding/binding-wrong-namespace.ts';
import { bindingWrongPool } from './binding/binding-wrong-pool.ts';
import { bindingWrongRole } from './binding/binding-wrong-role.ts';
import { impersonationDenied } from './binding/impersonation-denied.ts';
import { callerMayNotMint } from './token/caller-may-not-mint.ts';
import { iamCredentialsBehindPerimeter } from './token/iam-credentials-behind-perimeter.ts';
import { iamCredentialsBehindPerimeterUnread } from './token/iam-credentials-behind-perimeter-unread.ts';
import { iamCredentialsOff } from './token/iam-credentials-off.ts';
import { iamCredentialsThrottled } from './token/iam-credentials-throttled.ts';
import { objectBindingMissing } from './token/object-binding-missing.ts';
import { objectCallerProvesNothing } from './token/object-caller-proves-nothing.ts';
import { objectIdentityDisabled } from './token/object-identity-disabled.ts';
import { objectIdentityWithoutGate, lockdownWithoutGate, identityInNewerFlux, credentialFromSpiffe, customAudience, kubernetesCredential, credentialIgnored } from './token/object-identity-flux-2.10.ts';
import { objectIdentityUnsupported } from './token/object-identity-unsupported.ts';
import { operatorProves } from './token/operator-proves.ts';
import { stsOff } from './token/sts-off.ts';
import { stsThrottled } from './token/sts-throttled.ts';
import { tokenExchangeRejected } from './token/token-exchange-rejected.ts';
import { tokenExchangeStale } from './token/token-exchange-stale.ts';
import { tokenOfUnknownCluster } from './token/token-of-unknown-cluster.ts';
import { tokenRequestForbidden } from './token/token-request-forbidden.ts';
import { tokenRequestForbiddenUnread } from './token/token-request-forbidden-unread.ts';
import { artifactRegistryOff } from './registry/artifact-registry-off.ts';
import { bucketAccessDenied } from './registry/bucket-access-denied.ts';
import { bucketNotFound } from './registry/bucket-not-found.ts';
import { bucketNotListable } from './registry/bucket-not-listable.ts';
import { directReaderByProjectId } from './registry/direct-reader-by-project-id.ts';
import { directReaderMissing } from './registry/direct-reader-missing.ts';
import { directReaderOtherKsa } from './registry/direct-reader-other-ksa.ts';
import { directReaderPowerless } from './registry/direct-reader-powerless.ts';
import { downloadRuleOnScannedImage } from './registry/download-rule-on-scanned-image.ts';
import { gcrBucketInOrder } from './registry/gcr-bucket-in-order.ts';
import { gcrBucketOddAnswer } from './registry/gcr-bucket-odd-answer.ts';
import { gcrBucketUnproved } from './registry/gcr-bucket-unproved.ts';
import { perimeterDenied } from './registry/perimeter-denied.ts';
import { perimeterFromOutside } from './registry/perimeter-from-outside.ts';
import { perimeterRoundStorage } from './registry/perimeter-round-storage.ts';
import { readerConditionUnmet } from './registry/reader-condition-unmet.ts';
import { readerIsTheKsa } from './registry/reader-is-the-ksa.ts';
import { readerMissing } from './registry/reader-missing.ts';
import { readerMissingUnproved } from './registry/reader-missing-unproved.ts';
import { readerMissingUnread } from './registry/reader-missing-unread.ts';
import { readerOfOtherProject } from './registry/reader-of-other-project.ts';
import { readerOnProject } from './registry/reader-on-project.ts';
import { registryBehindBrokenProxy } from './registry/registry-behind-broken-proxy.ts';
import { registryCaUntrusted } from './registry/registry-ca-untrusted.ts';
import { registryHostGoogleOwn } from './registry/registry-host-google-own.ts';
import { registryHostMistyped } from './registry/registry-host-mistyped.ts';
import { registryHostNotGoogle } from './registry/registry-host-not-google.ts';
import { registryHostOfAnother } from './registry/registry-host-of-another.ts';
import { registryHostRegional } from './registry/registry-host-regional.ts';
import { registryHostSovereign } from './registry/registry-host-sovereign.ts';
import { registryHostUpperCase } from './registry/registry-host-upper-case.ts';
import { registryHostWithPort } from './registry/registry-host-with-port.ts';
import { registryMoved } from './registry/registry-moved.ts';
import { registryMovedFolder } from './registry/registry-moved-folder.ts';
import { registryMovedOthers } from './registry/registry-moved-others.ts';
import { registryMovedProject } from './registry/registry-moved-project.ts';
import { registryMovedRegranted } from './registry/registry-moved-regranted.ts';
import { registryShutDown } from './registry/registry-shut-down.ts';
import { registryShutDownFluxV1 } from './registry/registry-shut-down-flux-v1.ts';
import { registryThrottled } from './registry/registry-throttled.ts';
import { registryUnreachableFromCluster } from './registry/registry-unreachable-from-cluster.ts';
import { repositoryElsewhere } from './registry/repository-elsewhere.ts';
import { repositoryKeyDisabled } from './registry/repository-key-disabled.ts';
import { repositoryKeyInOrder } from './registry/repository-key-in-order.ts';
import { repositoryKeyUnusable } from './registry/repository-key-unusable.ts';
import { repositoryKeyUnusableDirect } from './registry/repository-key-unusable-direct.ts';
import { repositoryMisspelled } from './registry/repository-misspelled.ts';
import { repositoryNotFound } from './registry/repository-not-found.ts';
import { repositoryNotFoundUnread } from './registry/repository-not-found-unread.ts';
import { serviceRestricted } from './registry/service-restricted.ts';
import { autologinFlagIgnored } from './scan/autologin-flag-ignored.ts';
import { autologinFlagWorks } from './scan/autologin-flag-works.ts';
import { controllerMayNotReadSecrets } from './scan/controller-may-not-read-secrets.ts';
import { fluxWithoutGoogleLogin } from './scan/flux-without-google-login.ts';
import { helmRepositoryWithoutProvider } from './scan/helm-repository-without-provider.ts';
import { imageEmpty } from './scan/image-empty.ts';
import { imageNeverPushed } from './scan/image-never-pushed.ts';
import { imageNotFound } from './scan/image-not-found.ts';
import { imageReferenceUpperCase } from './scan/image-reference-upper-case.ts';
import { imageReferenceWithScheme } from './scan/image-reference-with-scheme.ts';
import { imageReferenceWithTag } from './scan/image-reference-with-tag.ts';
import { imageReferenceWithoutRepository } from './scan/image-reference-without-repository.ts';
import { noTagsAfterRestart } from './scan/no-tags-after-restart.ts';
import { objectScanFailedHoursAgo } from './scan/object-scan-failed-hours-ago.ts';
import { objectScanRefusedByIam } from './scan/object-scan-refused-by-iam.ts';
import { gitRepositoryFailsAtGoogle, kustomizationFailsAtGoogle, gitRepositoryFailsElsewhere } from './scan/other-objects-fail.ts';
import { policiesNotReady } from './scan/policies-not-ready.ts';
import { providerAbsent } from './scan/provider-absent.ts';
import { providerAbsentAndPublic } from './scan/provider-absent-and-public.ts';
import { providerGenericAndPublic } from './scan/provider-generic-and-public.ts';
import { providerNotGoogle } from './scan/provider-not-google.ts';
import { pullRefused } from './scan/pull-refused.ts';
import { registryUntrustedBesideProxy } from './scan/registry-untrusted-beside-proxy.ts';
import { scanDisabled } from './scan/scan-disabled.ts';
import { scanFailedBeforeChange } from './scan/scan-failed-before-change.ts';
import { scanFailedBeforeSpec } from './scan/scan-failed-before-spec.ts';
import { scanFailedHoursAgo } from './scan/scan-failed-hours-ago.ts';
import { scanFailing } from './scan/scan-failing.ts';
import { scanFailingEventsUnread } from './scan/scan-failing-events-unread.ts';
import { scanFailingInSeries } from './scan/scan-failing-in-series.ts';
import { scanFailingNow } from './scan/scan-failing-now.ts';
import { scanFailingSinceChange } from './scan/scan-failing-since-change.ts';
import { scanFailingWithoutEvents } from './scan/scan-failing-without-events.ts';
import { scanRecovered } from './scan/scan-recovered.ts';
import { scanRefusedBesideMesh } from './scan/scan-refused-beside-mesh.ts';
import { scanStale } from './scan/scan-stale.ts';
import { scanSuspended } from './scan/scan-suspended.ts';
import { scanSuspendedAll } from './scan/scan-suspended-all.ts';
import { secretIgnored } from './scan/secret-ignored.ts';
import { secretOverridesAndWorks } from './scan/secret-overrides-and-works.ts';
import { secretOverridesBareKsa } from './scan/secret-overrides-bare-ksa.ts';
import { secretOverridesIdentity } from './scan/secret-overrides-identity.ts';
import { secretOverridesOciRepository } from './scan/secret-overrides-oci-repository.ts';
import { secretOverridesWithoutProvider } from './scan/secret-overrides-without-provider.ts';
import { tagsAccessDenied } from './scan/tags-access-denied.ts';
import { tagsAccessDeniedFluxV1 } from './scan/tags-access-denied-flux-v1.ts';
import { tokenExpiredInCache } from './scan/token-expired-in-cache.ts';
import { tokenRefusedNow } from './scan/token-refused-now.ts';
import { bucketBehindPerimeter } from './bucket/bucket-behind-perimeter.ts';
import { bucketBySecret } from './bucket/bucket-by-secret.ts';
import { bucketInOrder } from './bucket/bucket-in-order.ts';
import { bucketListedOnly } from './bucket/bucket-listed-only.ts';
import { bucketMisspelled } from './bucket/bucket-misspelled.ts';
import { bucketNotDescribed } from './bucket/bucket-not-described.ts';
import { bucketOfTenant } from './bucket/bucket-of-tenant.ts';
import { ownProvider } from './provider/own-provider.ts';
import { ownProviderBindingMissing } from './provider/own-provider-binding-missing.ts';
import { ownProviderCondition } from './provider/own-provider-condition.ts';
import { ownProviderDirect } from './provider/own-provider-direct.ts';
import { ownProviderMalformed } from './provider/own-provider-malformed.ts';
import { ownProviderMetadataBlocked } from './provider/own-provider-metadata-blocked.ts';
import { ownProviderOutsideGke } from './provider/own-provider-outside-gke.ts';
import { ownProviderPoolOff } from './provider/own-provider-pool-off.ts';
import { ownProviderPrefixed } from './provider/own-provider-prefixed.ts';
import { ownProviderUnknown } from './provider/own-provider-unknown.ts';
import { ownProviderUnproved } from './provider/own-provider-unproved.ts';
import { pullBucketListsOnly } from './pull/bucket-lists-only.ts';
import { pullDigestInOrder } from './pull/digest-in-order.ts';
import { pullRangeEmpty } from './pull/range-empty.ts';
import { pullRangeFiltered } from './pull/range-filtered.ts';
import { pullRuleDeniesChart } from './pull/rule-denies-chart.ts';
import { pullRuleDeniesNewest } from './pull/rule-denies-newest.ts';
import { pullRuleDeniesOlder } from './pull/rule-denies-older.ts';
import { pullTagAbsent } from './pull/tag-absent.ts';
import { pullTagNotSaid } from './pull/tag-not-said.ts';

export const scenarios = [
  ...healthyWorlds,
  apiDisabled,
  apiUnreachable,
  callerListsNoNodes,
  callerListsNoNodesNothingScans,
  callerProvesNothing,
  callerReadsNoIam,
  callerReadsNothing,
  callerReadsOneNamespace,
  clusterEksIssuerUnread,
  clusterK3sNodesUnread,
  clusterKind,
  clusterKindKeyFile,
  clusterKindUnannotated,
  clusterNotGke,
  clusterUnauthorized,
  clusterUnreachable,
  credentialPluginLoggedOut,
  credentialPluginMissing,
  credentialPluginWorks,
  googleCredentialsExpired,
  googleCredentialsExpiredNotNeeded,
  googleCredentialsMissing,
  googleCredentialsNotNeeded,
  googleRateLimited,
  kubeconfigMissing,
  kubernetesListFails,
  projectDeleted,
  projectSuspended,
  projectSuspendedUnread,
  projectWithoutBilling,
  quotaProjectDenied,
  controllerFlagsInvalid,
  credentialsFileIsNotThere,
  credentialsFileOverridesIdentity,
  credentialsFileWorks,
  fluxTooOldButPublic,
  fluxTooOldForRegistry,
  hostNetworkAllInOne,
  meshAmbientHarmless,
  meshAmbientNotBlamed,
  meshAmbientWaypoint,
  meshBlocksMetadata,
  meshSparesMetadata,
  nothingToScan,
  objectNotWatched,
  objectWatchedByShard,
  otherKsaBoundElsewhere,
  otherKsaMeantForScanner,
  otherKsaOfCronJob,
  otherKsaScaledToZero,
  podsRunAsEarlierKsa,
  proxyCapturesMetadata,
  proxySparesMetadata,
  reflectorNotInstalled,
  reflectorNotInstalledOthersScan,
  scansAsNodeByHostNetwork,
  workloadImageNotPulled,
  workloadNotFound,
  workloadNotScheduled,
  workloadOnHostNetwork,
  workloadPredatesAnnotation,
  workloadRunsAsDefault,
  workloadScaledToZero,
  workloadTokenNotMounted,
  workloadUsesGeneratedKsa,
  workloadUsesOtherKsa,
  annotationAsLabel,
  annotationOnDeployment,
  annotationOnNamespace,
  annotationOnPods,
  annotationOnService,
  helmDotsRendered,
  helmDotsUnescaped,
  helmValuesKeyWrong,
  ksaAnnotatedInOtherNamespace,
  ksaAnnotationBlank,
  ksaAnnotationEmpty,
  ksaAnnotationInBrackets,
  ksaAnnotationMalformedObject,
  ksaAnnotationMissing,
  ksaAnnotationMissingFluxV1,
  ksaAnnotationMissingNoneBound,
  ksaAnnotationMissingObject,
  ksaAnnotationMissingTwoBound,
  ksaAnnotationMissingUnproved,
  ksaAnnotationMisspelled,
  ksaAnnotationOfAws,
  ksaAnnotationOtherDomain,
  ksaAnnotationProjectNumber,
  ksaAnnotationQuoted,
  ksaAnnotationQuotes,
  ksaAnnotationRunTogether,
  ksaAnnotationShortName,
  ksaAnnotationTakenOff,
  ksaAnnotationWithKey,
  ksaAnnotationWithLineBreak,
  ksaAnnotationWithPrefix,
  ksaDeleted,
  ksaDirectMisspelledKeyUnused,
  ksaNotFound,
  ksaOwnedTwice,
  ownerFailingUnannotated,
  ownerSuspended,
  autopilot,
  cloudDnsEgressAllowed,
  cloudDnsEgressBlocked,
  cloudDnsEgressBlockedUnread,
  cloudDnsEgressExcepted,
  dnsEgressBlocked,
  egressAgentLeftBehind,
  egressAllowedNarrowly,
  egressAllowedUnderCilium,
  egressEnforcedByCalico,
  egressEnforcedByCilium,
  egressEnforcementUnread,
  egressNotEnforced,
  googleEgressBlocked,
  googleEgressBlockedOnNode,
  kubeDnsEgressBlocked,
  leaderOnBadNode,
  leaderOnGoodNode,
  leaderUnknown,
  metadataConcealed,
  metadataEgressBlocked,
  metadataEgressBlockedIptables,
  metadataEgressByOtherPolicies,
  metadataEgressExcepted,
  metadataNameNotResolved,
  metadataProbeStuck,
  metadataServerAbsent,
  metadataServerAnswers500,
  metadataServerNoneSeen,
  metadataServerNoneSeenNothingScans,
  metadataServerNotReady,
  metadataServerOverloaded,
  metadataServerRestartedOften,
  nextNodeWithoutMetadataServer,
  nodeLocalDnsEgressAllowed,
  nodeLocalDnsEgressBlocked,
  nodeMetadataServerMissing,
  nodeMetadataServerMissingUnread,
  scansAsNodeIdentity,
  workloadPoolForeign,
  workloadPoolMissing,
  workloadPoolMissingAndNodes,
  gsaDisabled,
  gsaDisabledUnread,
  gsaEmailRefusedByFlux,
  gsaMisspelled,
  gsaNameFromEmptyVariable,
  gsaNotFound,
  gsaNotFoundOtherBound,
  gsaNotFoundUnread,
  gsaRecreated,
  gsaRecreatedUnbound,
  gsaSuffixLeftOff,
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
  bindingPrincipalByProjectId,
  bindingPrincipalOfOtherNumber,
  bindingPrincipalSetOfOne,
  bindingPrincipalSubjectForm,
  bindingPrincipalSwapped,
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
  callerMayNotMint,
  iamCredentialsBehindPerimeter,
  iamCredentialsBehindPerimeterUnread,
  iamCredentialsOff,
  iamCredentialsThrottled,
  objectBindingMissing,
  objectCallerProvesNothing,
  objectIdentityDisabled,
  objectIdentityWithoutGate,
  lockdownWithoutGate,
  identityInNewerFlux,
  credentialFromSpiffe,
  customAudience,
  kubernetesCredential,
  credentialIgnored,
  objectIdentityUnsupported,
  operatorProves,
  stsOff,
  stsThrottled,
  tokenExchangeRejected,
  tokenExchangeStale,
  tokenOfUnknownCluster,
  tokenRequestForbidden,
  tokenRequestForbiddenUnread,
  artifactRegistryOff,
  bucketAccessDenied,
  bucketNotFound,
  bucketNotListable,
  directReaderByProjectId,
  directReaderMissing,
  directReaderOtherKsa,
  directReaderPowerless,
  downloadRuleOnScannedImage,
  gcrBucketInOrder,
  gcrBucketOddAnswer,
  gcrBucketUnproved,
  perimeterDenied,
  perimeterFromOutside,
  perimeterRoundStorage,
  readerConditionUnmet,
  readerIsTheKsa,
  readerMissing,
  readerMissingUnproved,
  readerMissingUnread,
  readerOfOtherProject,
  readerOnProject,
  registryBehindBrokenProxy,
  registryCaUntrusted,
  registryHostGoogleOwn,
  registryHostMistyped,
  registryHostNotGoogle,
  registryHostOfAnother,
  registryHostRegional,
  registryHostSovereign,
  registryHostUpperCase,
  registryHostWithPort,
  registryMoved,
  registryMovedFolder,
  registryMovedOthers,
  registryMovedProject,
  registryMovedRegranted,
  registryShutDown,
  registryShutDownFluxV1,
  registryThrottled,
  registryUnreachableFromCluster,
  repositoryElsewhere,
  repositoryKeyDisabled,
  repositoryKeyInOrder,
  repositoryKeyUnusable,
  repositoryKeyUnusableDirect,
  repositoryMisspelled,
  repositoryNotFound,
  repositoryNotFoundUnread,
  serviceRestricted,
  autologinFlagIgnored,
  autologinFlagWorks,
  controllerMayNotReadSecrets,
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
  objectScanFailedHoursAgo,
  objectScanRefusedByIam,
  gitRepositoryFailsAtGoogle,
  kustomizationFailsAtGoogle,
  gitRepositoryFailsElsewhere,
  policiesNotReady,
  providerAbsent,
  providerAbsentAndPublic,
  providerGenericAndPublic,
  providerNotGoogle,
  pullRefused,
  registryUntrustedBesideProxy,
  scanDisabled,
  scanFailedBeforeChange,
  scanFailedBeforeSpec,
  scanFailedHoursAgo,
  scanFailing,
  scanFailingEventsUnread,
  scanFailingInSeries,
  scanFailingNow,
  scanFailingSinceChange,
  scanFailingWithoutEvents,
  scanRecovered,
  scanRefusedBesideMesh,
  scanStale,
  scanSuspended,
  scanSuspendedAll,
  secretIgnored,
  secretOverridesAndWorks,
  secretOverridesBareKsa,
  secretOverridesIdentity,
  secretOverridesOciRepository,
  secretOverridesWithoutProvider,
  tagsAccessDenied,
  tagsAccessDeniedFluxV1,
  tokenExpiredInCache,
  tokenRefusedNow,
  bucketBehindPerimeter,
  bucketBySecret,
  bucketInOrder,
  bucketListedOnly,
  bucketMisspelled,
  bucketNotDescribed,
  bucketOfTenant,
  ownProvider,
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
  pullBucketListsOnly,
  pullDigestInOrder,
  pullRangeEmpty,
  pullRangeFiltered,
  pullRuleDeniesChart,
  pullRuleDeniesNewest,
  pullRuleDeniesOlder,
  pullTagAbsent,
  pullTagNotSaid,
] as const;
