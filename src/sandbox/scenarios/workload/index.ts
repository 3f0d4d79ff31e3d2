import type { Scenario } from '../../world.ts';
import { controllerFlagsInvalid } from './controller-flags-invalid.ts';
import { credentialsFileIsNotThere } from './credentials-file-is-not-there.ts';
import { credentialsFileOverridesIdentity } from './credentials-file-overrides-identity.ts';
import { credentialsFileWorks } from './credentials-file-works.ts';
import { fluxTooOldButPublic } from './flux-too-old-but-public.ts';
import { fluxTooOldForRegistry } from './flux-too-old-for-registry.ts';
import { hostNetworkAllInOne } from './host-network-all-in-one.ts';
import { meshBlocksMetadata } from './mesh-blocks-metadata.ts';
import { meshSparesMetadata } from './mesh-spares-metadata.ts';
import { nothingToScan } from './nothing-to-scan.ts';
import { objectNotWatched } from './object-not-watched.ts';
import { objectWatchedByShard } from './object-watched-by-shard.ts';
import { otherKsaBoundElsewhere } from './other-ksa-bound-elsewhere.ts';
import { otherKsaMeantForScanner } from './other-ksa-meant-for-scanner.ts';
import { otherKsaOfCronJob } from './other-ksa-of-cron-job.ts';
import { otherKsaScaledToZero } from './other-ksa-scaled-to-zero.ts';
import { podsRunAsEarlierKsa } from './pods-run-as-earlier-ksa.ts';
import { proxyCapturesMetadata } from './proxy-captures-metadata.ts';
import { proxySparesMetadata } from './proxy-spares-metadata.ts';
import { reflectorNotInstalled } from './reflector-not-installed.ts';
import { reflectorNotInstalledOthersScan } from './reflector-not-installed-others-scan.ts';
import { scansAsNodeByHostNetwork } from './scans-as-node-by-host-network.ts';
import { workloadImageNotPulled } from './workload-image-not-pulled.ts';
import { workloadNotFound } from './workload-not-found.ts';
import { workloadNotScheduled } from './workload-not-scheduled.ts';
import { workloadOnHostNetwork } from './workload-on-host-network.ts';
import { workloadPredatesAnnotation } from './workload-predates-annotation.ts';
import { workloadRunsAsDefault } from './workload-runs-as-default.ts';
import { workloadScaledToZero } from './workload-scaled-to-zero.ts';
import { workloadTokenNotMounted } from './workload-token-not-mounted.ts';
import { workloadUsesGeneratedKsa } from './workload-uses-generated-ksa.ts';
import { workloadUsesOtherKsa } from './workload-uses-other-ksa.ts';

export const workloadScenarios: readonly Scenario[] = [
  workloadNotFound,
  reflectorNotInstalled,
  reflectorNotInstalledOthersScan,
  workloadScaledToZero,
  workloadImageNotPulled,
  workloadNotScheduled,
  workloadTokenNotMounted,
  controllerFlagsInvalid,
  nothingToScan,
  workloadUsesOtherKsa,
  workloadRunsAsDefault,
  workloadUsesGeneratedKsa,
  otherKsaBoundElsewhere,
  otherKsaMeantForScanner,
  otherKsaOfCronJob,
  otherKsaScaledToZero,
  podsRunAsEarlierKsa,
  workloadOnHostNetwork,
  hostNetworkAllInOne,
  scansAsNodeByHostNetwork,
  workloadPredatesAnnotation,
  credentialsFileOverridesIdentity,
  credentialsFileWorks,
  credentialsFileIsNotThere,
  proxyCapturesMetadata,
  proxySparesMetadata,
  meshBlocksMetadata,
  meshSparesMetadata,
  fluxTooOldForRegistry,
  fluxTooOldButPublic,
  objectNotWatched,
  objectWatchedByShard,
];
