import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isIPv6 } from 'node:net';
import { join } from 'node:path';
import type { Kubeconfig } from './load.ts';

const mounted = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * What a pod is given instead of a kubeconfig: the API server's address in the environment, and the KSA's token and the
 * cluster's CA as files.
 *
 * @param directory where the files are mounted.
 * @returns `null` outside of a pod.
 */
export async function inCluster(env: NodeJS.ProcessEnv, directory: string = mounted): Promise<Kubeconfig | null> {
  const host = env['KUBERNETES_SERVICE_HOST'];
  const port = env['KUBERNETES_SERVICE_PORT'];
  const tokenFile = join(directory, 'token');
  if (!host || !port || !existsSync(tokenFile)) return null;
  const namespace = await readFile(join(directory, 'namespace'), 'utf8').catch(() => '');
  const name = 'in-cluster';
  return {
    source: directory,
    current: name,
    clusters: new Map([
      [
        name,
        {
          server: `https://${isIPv6(host) ? `[${host}]` : host}:${port}`,
          'certificate-authority': join(directory, 'ca.crt'),
        },
      ],
    ]),
    users: new Map([[name, { tokenFile }]]),
    contexts: new Map([[name, { cluster: name, user: name, namespace: namespace.trim() || undefined }]]),
  };
}
