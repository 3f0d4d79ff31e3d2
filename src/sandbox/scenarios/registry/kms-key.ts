import type { RepositoryState } from '../../world.ts';

/** A key of the customer's own, in order: with it Artifact Registry encrypts what is in a repository. */
export function kmsKey(project: string): NonNullable<RepositoryState['kmsKey']> {
  const name = `projects/${project}/locations/europe-west1/keyRings/registry/cryptoKeys/images`;
  return { name, state: 'ENABLED', agentMayUse: true };
}
