import type { Fix } from '../../chain/vocabulary.ts';
import { byKubectl } from './change.ts';
import type { Change } from './change.ts';

/** The change on the live object, until its owner writes it anew. `limit` says how long it holds. */
export function onLiveObject(change: Change, limit: string, command: string = byKubectl(change)): Fix {
  return {
    kind: change.disruptive === true ? 'ask-first' : 'now',
    title: `${change.title} on the live object${limit}`,
    tool: 'kubectl',
    command,
    patch: null,
    permission: change.permission,
    takes: change.takes,
    verify: change.verify,
    rights: [right(change)],
  };
}

function right({ object }: Change): NonNullable<Fix['rights']>[number] {
  const [group = '', version] = object.apiVersion.split('/');
  return {
    system: 'kubernetes',
    verb: 'patch',
    group: version === undefined ? '' : group,
    resource: plural(object.kind),
    namespace: object.namespace,
  };
}

/** The kinds that are patched here all take the plain English plural. */
function plural(kind: string): string {
  return kind.toLowerCase().replace(/y$/, 'ie') + 's';
}
