/** All checks, in the chain's order: reports, help and completion take them from here. */

import { bindingDeny } from './binding-deny.ts';
import { binding } from './binding.ts';
import { clusterAccess } from './cluster-access.ts';
import { clusterIdentity } from './cluster-identity.ts';
import { fluxVersion } from './flux-version.ts';
import { googleCredentials } from './google-credentials.ts';
import { gsaCandidates } from './gsa-candidates.ts';
import { gsaEmail } from './gsa-email.ts';
import { gsaEnabled } from './gsa-enabled.ts';
import { gsa } from './gsa.ts';
import { imageReference } from './image-reference.ts';
import { ksaAnnotation } from './ksa-annotation.ts';
import { ksaOwner } from './ksa-owner.ts';
import { ksa } from './ksa.ts';
import { kubeconfig } from './kubeconfig.ts';
import { metadataEgress } from './metadata-egress.ts';
import { metadataServerHealth } from './metadata-server-health.ts';
import { mintPermission } from './mint-permission.ts';
import { nodeMetadataServer } from './node-metadata-server.ts';
import { objectIdentity } from './object-identity.ts';
import { objectWatched } from './object-watched.ts';
import { pull } from './pull.ts';
import { registryAccess } from './registry-access.ts';
import { registryStorage } from './registry-storage.ts';
import { scanAuthentication } from './scan-authentication.ts';
import { scanStatus } from './scan-status.ts';
import { scanners } from './scanners.ts';
import { tags } from './tags.ts';
import { tokenExchange } from './token-exchange.ts';
import { tokenRequest } from './token-request.ts';
import { token } from './token.ts';
import { workloadAge } from './workload-age.ts';
import { workloadEnvironment } from './workload-environment.ts';
import { workloadHostNetwork } from './workload-host-network.ts';
import { workloadKsa } from './workload-ksa.ts';
import { workloadMesh } from './workload-mesh.ts';
import { workloadIdentityProvider } from './workload-identity-provider.ts';
import { workloadPool } from './workload-pool.ts';
import { workloadRunning } from './workload-running.ts';

export const checks = [
  kubeconfig,
  clusterAccess,
  clusterIdentity,
  googleCredentials,
  scanners,
  workloadRunning,
  fluxVersion,
  workloadKsa,
  workloadHostNetwork,
  workloadEnvironment,
  workloadMesh,
  workloadAge,
  objectWatched,
  ksa,
  ksaAnnotation,
  workloadIdentityProvider,
  ksaOwner,
  gsaEmail,
  workloadPool,
  nodeMetadataServer,
  metadataServerHealth,
  metadataEgress,
  gsa,
  gsaEnabled,
  gsaCandidates,
  binding,
  bindingDeny,
  objectIdentity,
  mintPermission,
  tokenRequest,
  tokenExchange,
  token,
  registryAccess,
  registryStorage,
  pull,
  imageReference,
  scanAuthentication,
  tags,
  scanStatus,
] as const;
