import { readFile } from 'node:fs/promises';
import { jwtClaims } from '../../clients/jwt-claims.ts';

const tokenFile = '/var/run/secrets/kubernetes.io/serviceaccount/token';

/** As whom this very pod runs, by its own token's subject; `null` outside of a cluster. */
export async function ownPod(
  env: NodeJS.ProcessEnv,
): Promise<{ readonly namespace: string; readonly serviceAccount: string } | null> {
  if (env['KUBERNETES_SERVICE_HOST'] === undefined) return null;
  try {
    const token = await readFile(tokenFile, 'utf8');
    const match = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(String(jwtClaims(token)?.['sub']));
    return match === null ? null : { namespace: match[1] ?? '', serviceAccount: match[2] ?? '' };
  } catch {
    // No token is mounted: then the pod cannot be told apart from any other machine.
    return null;
  }
}
