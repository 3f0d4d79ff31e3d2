import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { parse } from 'yaml';
import type { Sandbox } from '../../src/sandbox/serve.ts';

interface Kubeconfig {
  readonly clusters: readonly { cluster: { server: string; 'certificate-authority-data': string } }[];
  readonly users: readonly { user: { token: string } }[];
}

/** Writes to a sandbox's API server as its operator, as a merge patch. Throws where it is refused. */
export async function mergePatch(sandbox: Sandbox, path: string, body: object): Promise<void> {
  const config = parse(readFileSync(sandbox.env['KUBECONFIG'] ?? '', 'utf8')) as Kubeconfig;
  const [cluster, user] = [config.clusters[0]?.cluster, config.users[0]?.user];
  if (cluster === undefined || user === undefined) throw new Error('the kubeconfig names no cluster');
  const status = await new Promise<number>((resolve, reject) => {
    const call = request(
      new URL(path, cluster.server),
      {
        method: 'PATCH',
        ca: Buffer.from(cluster['certificate-authority-data'], 'base64'),
        headers: { authorization: `Bearer ${user.token}`, 'content-type': 'application/merge-patch+json' },
      },
      (answer) => {
        answer.resume();
        answer.once('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    call.once('error', reject);
    call.end(JSON.stringify(body));
  });
  if (status !== 200) throw new Error(`PATCH ${path}: ${status}`);
}

/** Makes a KSA name a GSA. */
export function annotate(sandbox: Sandbox, namespace: string, ksa: string, gsa: string): Promise<void> {
  return mergePatch(sandbox, `/api/v1/namespaces/${namespace}/serviceaccounts/${ksa}`, {
    metadata: { annotations: { 'iam.gke.io/gcp-service-account': gsa } },
  });
}
