import { sh } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { askAgain } from '../fixes/verify.ts';
import { listOf, text } from '../schema.ts';
import type { ArgsOf } from '../schema.ts';
import { fluxObject } from '../subjects.ts';
import { listed } from '../wording.ts';

const args = { ...fluxObject, selectors: listOf(text) };
type Args = ArgsOf<typeof args>;

export const objectNotWatched = defineFinding({
  code: 'object-not-watched',
  link: 'workload',
  level: 'broken',
  since: '0.1.0',
  args,
  summary: ({ kind, namespace, name, selectors }) =>
    `No controller watches ${kind} ${namespace}/${name}: they select ${listed(selectors)}`,
  explanation:
    "The object's labels or namespace match the selector of no controller (--watch-label-selector, --watch-all-namespaces), so it is never reconciled. Its status stays as it was, or empty. The identity is not at fault.",
  sources: ['https://fluxcd.io/flux/installation/configuration/sharding/'],
  expected: ({ selectors }) => `labels that match ${listed(selectors)}`,
  actual: () => 'labels that match none of them',
  fixes: watchObject,
  example: {
    kind: 'ImageRepository',
    namespace: 'apps',
    name: 'api',
    selectors: ['!sharding.fluxcd.io/key', 'sharding.fluxcd.io/key=shard1'],
  },
  variants: [{ selectors: ['sharding.fluxcd.io/key=shard1'] }],
});

function watchObject(args: Args): Fix[] {
  const equality = args.selectors
    .map((selector) => /^([^!=,()\s]+)=([^=,()\s]*)$/.exec(selector))
    .find((m) => m !== null);
  const absence = args.selectors.map((selector) => /^!([^=,()\s]+)$/.exec(selector)).find((m) => m !== null);
  const label =
    absence !== undefined ? `${absence[1]}-` : equality !== undefined ? `${equality[1]}=${equality[2]}` : null;
  const common = {
    tool: 'kubectl',
    patch: null,
    permission: `patch ${args.kind} in namespace ${args.namespace}; where Git has the object, the label must go there too`,
    takes: 'at once',
    verify: askAgain(args.namespace),
  } as const;
  if (label === null)
    return [
      {
        ...common,
        kind: 'find-out',
        title: 'List the selectors of the controllers, and move or label the object so that one matches',
        command: sh`kubectl get deployments -A -l app.kubernetes.io/part-of=flux -o ${'jsonpath={range .items[*]}{.metadata.name}{" "}{.spec.template.spec.containers[0].args}{"\\n"}{end}'}`,
      },
    ];
  return [
    {
      ...common,
      kind: 'now',
      title: `Label ${args.kind} ${args.namespace}/${args.name} so that a controller watches it (${label})`,
      command: sh`kubectl -n ${args.namespace} label --overwrite ${args.kind.toLowerCase()} ${args.name} ${label}`,
    },
  ];
}
