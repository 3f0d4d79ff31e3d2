/** Written by scripts/generate.ts from the files that there are (npm run generate). */

import { kubeconfig } from './kubeconfig.ts';
import { clusterAccess } from './cluster-access.ts';
import { clusterIdentity } from './cluster-identity.ts';
import { googleCredentials } from './google-credentials.ts';
import { scanners } from './scanners.ts';
import { fluxVersion } from './flux-version.ts';
import { objectWatched } from './object-watched.ts';
import { workloadAge } from './workload-age.ts';
import { workloadEnvironment } from './workload-environment.ts';
import { workloadHostNetwork } from './workload-host-network.ts';
import { workloadKsa } from './workload-ksa.ts';
import { workloadMesh } from './workload-mesh.ts';
import { workloadRunning } from './workload-running.ts';
import { ksa } from './ksa.ts';
import { ksaAnnotation } from './ksa-annotation.ts';
import { gsaEmail } from './gsa-email.ts';
import { ksaOwner } from './ksa-owner.ts';
import { workloadIdentityProvider } from './workload-identity-provider.ts';
import { workloadPool } from './workload-pool.ts';
import { metadataEgress } from './metadata-egress.ts';
import { nodeMetadataServer } from './node-metadata-server.ts';
import { metadataServerHealth } from './metadata-server-health.ts';
import { gsa } from './gsa.ts';
import { gsaCandidates } from './gsa-candidates.ts';
import { gsaEnabled } from './gsa-enabled.ts';
import { binding } from './binding.ts';
import { bindingDeny } from './binding-deny.ts';
import { mintPermission } from './mint-permission.ts';
import { objectIdentity } from './object-identity.ts';
import { tokenRequest } from './token-request.ts';
import { tokenExchange } from './token-exchange.ts';
import { token } from './token.ts';
import { registryAccess } from './registry-access.ts';
import { bucketAccess } from './bucket-access.ts';
import { ownRegistry } from './own-registry.ts';
import { pull } from './pull.ts';
import { registryStorage } from './registry-storage.ts';
import { fluxObjects } from './flux-objects.ts';
import { imageReference } from './image-reference.ts';
import { scanAuthentication } from './scan-authentication.ts';
import { scanStatus } from './scan-status.ts';
import { tags } from './tags.ts';

export const checks = [
  kubeconfig,
  clusterAccess,
  clusterIdentity,
  googleCredentials,
  scanners,
  fluxVersion,
  objectWatched,
  workloadAge,
  workloadEnvironment,
  workloadHostNetwork,
  workloadKsa,
  workloadMesh,
  workloadRunning,
  ksa,
  ksaAnnotation,
  gsaEmail,
  ksaOwner,
  workloadIdentityProvider,
  workloadPool,
  metadataEgress,
  nodeMetadataServer,
  metadataServerHealth,
  gsa,
  gsaCandidates,
  gsaEnabled,
  binding,
  bindingDeny,
  mintPermission,
  objectIdentity,
  tokenRequest,
  tokenExchange,
  token,
  registryAccess,
  bucketAccess,
  ownRegistry,
  pull,
  registryStorage,
  fluxObjects,
  imageReference,
  scanAuthentication,
  scanStatus,
  tags,
] as const;
