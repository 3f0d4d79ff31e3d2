import { parseMember } from './member.ts';
import { roleHolds } from './roles.ts';

/** A KSA that a policy names by itself: not by its namespace, its cluster or its pool. */
export interface NamedKsa {
  readonly pool: string;
  readonly namespace: string;
  readonly ksa: string;
}

/** The KSAs that the policy of a GSA lets use it: whom its owner meant it for. */
export function namedKsas(
  bindings: readonly { readonly role: string; readonly members: readonly string[] }[],
): readonly NamedKsa[] {
  return bindings
    .filter(({ role }) => roleHolds(role, 'iam.serviceAccounts.getAccessToken') === 'yes')
    .flatMap(({ members }) => members)
    .flatMap((text): readonly NamedKsa[] => {
      const member = parseMember(text);
      switch (member.kind) {
        case 'ksa':
        case 'ksa-principal':
          return [{ pool: member.pool, namespace: member.namespace, ksa: member.ksa }];
        case 'federated': {
          const pool = `projects/${member.projectNumber}/locations/global/workloadIdentityPools/${member.pool}`;
          return member.subject === null ? [] : [{ pool, ...member.subject }];
        }
        default:
          return [];
      }
    });
}
