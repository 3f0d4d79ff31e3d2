import type { Scenario } from '../../world.ts';
import { autopilot } from './autopilot.ts';
import { dnsEgressBlocked } from './dns-egress-blocked.ts';
import { egressAllowedNarrowly } from './egress-allowed-narrowly.ts';
import { egressNotEnforced } from './egress-not-enforced.ts';
import { googleEgressBlocked } from './google-egress-blocked.ts';
import { googleEgressBlockedOnNode } from './google-egress-blocked-on-node.ts';
import { metadataConcealed } from './metadata-concealed.ts';
import { metadataEgressBlocked } from './metadata-egress-blocked.ts';
import { metadataEgressBlockedIptables } from './metadata-egress-blocked-iptables.ts';
import { metadataEgressByOtherPolicies } from './metadata-egress-by-other-policies.ts';
import { metadataEgressExcepted } from './metadata-egress-excepted.ts';
import { metadataNameNotResolved } from './metadata-name-not-resolved.ts';
import { metadataProbeStuck } from './metadata-probe-stuck.ts';
import { metadataServerAbsent } from './metadata-server-absent.ts';
import { metadataServerAnswers500 } from './metadata-server-answers-500.ts';
import { metadataServerNotReady } from './metadata-server-not-ready.ts';
import { metadataServerOverloaded } from './metadata-server-overloaded.ts';
import { metadataServerRestartedOften } from './metadata-server-restarted-often.ts';
import { nextNodeWithoutMetadataServer } from './next-node-without-metadata-server.ts';
import { nodeMetadataServerMissing } from './node-metadata-server-missing.ts';
import { nodeMetadataServerMissingUnread } from './node-metadata-server-missing-unread.ts';
import { scansAsNodeIdentity } from './scans-as-node-identity.ts';
import { workloadPoolForeign } from './workload-pool-foreign.ts';
import { workloadPoolMissing } from './workload-pool-missing.ts';
import { workloadPoolMissingAndNodes } from './workload-pool-missing-and-nodes.ts';

export const gkeScenarios: readonly Scenario[] = [
  workloadPoolMissing,
  workloadPoolMissingAndNodes,
  workloadPoolForeign,
  nodeMetadataServerMissing,
  nodeMetadataServerMissingUnread,
  metadataConcealed,
  scansAsNodeIdentity,
  nextNodeWithoutMetadataServer,
  metadataServerNotReady,
  metadataServerAbsent,
  metadataServerOverloaded,
  metadataServerRestartedOften,
  metadataEgressBlocked,
  metadataEgressBlockedIptables,
  metadataEgressExcepted,
  dnsEgressBlocked,
  egressAllowedNarrowly,
  egressNotEnforced,
  metadataEgressByOtherPolicies,
  googleEgressBlocked,
  googleEgressBlockedOnNode,
  metadataProbeStuck,
  metadataServerAnswers500,
  metadataNameNotResolved,
  autopilot,
];
