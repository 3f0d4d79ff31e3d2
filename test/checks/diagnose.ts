import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explainError } from '../../checks/explain-error.ts';
import { fluxVersion } from '../../checks/flux-version.ts';
import { gsaEmail } from '../../checks/gsa-email.ts';
import { ksaAnnotation } from '../../checks/ksa-annotation.ts';
import { ksaOwner } from '../../checks/ksa-owner.ts';
import { ksa } from '../../checks/ksa.ts';
import { metadataEgress } from '../../checks/metadata-egress.ts';
import { metadataServerHealth } from '../../checks/metadata-server-health.ts';
import { nodeMetadataServer } from '../../checks/node-metadata-server.ts';
import { objectWatched } from '../../checks/object-watched.ts';
import { workloadAge } from '../../checks/workload-age.ts';
import { workloadEnvironment } from '../../checks/workload-environment.ts';
import { workloadHostNetwork } from '../../checks/workload-host-network.ts';
import { workloadKsa } from '../../checks/workload-ksa.ts';
import { workloadMesh } from '../../checks/workload-mesh.ts';
import { workloadRunning } from '../../checks/workload-running.ts';
import type { Finding } from '../../src/chain/vocabulary.ts';
import type { Kubernetes } from '../../src/clients/kubernetes.ts';
import { openKubernetes } from '../../src/clients/kubernetes/open.ts';
import { createTransport } from '../../src/clients/transport/transport.ts';
import { discover } from '../../src/discover/discover.ts';
import type { DiscoverOptions, Discovery } from '../../src/discover/discover.ts';
import type { Settled } from '../../src/engine/events.ts';
import { Memo } from '../../src/engine/memo.ts';
import { Run } from '../../src/engine/run.ts';
import { createAuthority } from '../../src/sandbox/certificates.ts';
import { serveKubernetes } from '../../src/sandbox/kubernetes/server.ts';
import type { World } from '../../src/sandbox/world.ts';

const checks = [
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
  ksaOwner,
  gsaEmail,
  nodeMetadataServer,
  metadataServerHealth,
  metadataEgress,
];

/** The cluster of a world, served over a real socket, as the real client sees it. */
export async function withCluster<T>(world: World, work: (kubernetes: Kubernetes) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'flux-wi-'));
  const ending = new AbortController();
  const server = await serveKubernetes({ world, authority: await createAuthority(), onWrite() {} });
  const kubeconfig = join(directory, 'kubeconfig');
  await writeFile(kubeconfig, JSON.stringify(kubeconfigFor(server, world)));
  const transport = createTransport({ env: {}, signal: ending.signal, now: Date.now });
  try {
    return await work(
      await openKubernetes({ transport, memo: new Memo(), env: {}, kubeconfig, signal: ending.signal }),
    );
  } finally {
    ending.abort();
    await transport.close();
    await server.close();
    await rm(directory, { recursive: true });
  }
}

/** How each check on the first identity ended; Google is not asked, so GKE's own word on the cluster is not had. */
export async function diagnose(
  world: World,
  options: Partial<DiscoverOptions> = {},
): Promise<{ readonly discovery: Discovery; readonly ended: (id: string) => Settled<Finding> }> {
  return withCluster(world, async (kubernetes) => {
    const discovery = await discover({ kubernetes, namespaces: null, serviceAccount: null, images: [], ...options });
    const [identity] = discovery.identities;
    if (identity === undefined) throw new Error(`no identity was found: ${discovery.searched}`);
    const run = new Run<Finding>({
      checks,
      leaveOut: (check) => (check.id === 'workload-pool' ? 'Google is not part of this test' : null),
      explainError,
      observe() {},
      signal: new AbortController().signal,
    });
    const settings = { gsa: null, now: Date.now };
    const workloads = discovery.workloads.filter((each) => identity.workloads.includes(each.ref));
    const cluster = { kind: 'cluster', key: 'cluster', parent: null, context: { kubernetes, settings } };
    const settled = await run.open({
      kind: 'identity',
      key: identity.id,
      parent: cluster,
      context: { identity, workloads },
    });
    return {
      discovery,
      ended(id) {
        const one = settled.find((each) => each.instance.check.id === id);
        if (one === undefined) throw new Error(`there is no check ${id}`);
        return one;
      },
    };
  });
}

function kubeconfigFor(server: { url: string; caPem: string; tokens: { operator: string } }, world: World): object {
  const ca = Buffer.from(server.caPem).toString('base64');
  return {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': world.cluster.context,
    clusters: [{ name: 'c', cluster: { server: server.url, 'certificate-authority-data': ca } }],
    users: [{ name: 'u', user: { token: server.tokens.operator } }],
    contexts: [{ name: world.cluster.context, context: { cluster: 'c', user: 'u' } }],
  };
}
