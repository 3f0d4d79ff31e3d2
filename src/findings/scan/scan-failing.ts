import { inOrder } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { exampleObject } from '../examples.ts';
import { eventsOf, reconcile, reconcileCommand } from '../fixes/flux-object.ts';
import { nullable, oneOf, text } from '../schema.ts';
import type { ArgsOf } from '../schema.ts';
import { fluxObject } from '../subjects.ts';
import { objectName } from '../wording.ts';

const args = {
  ...fluxObject,
  message: text,
  age: nullable(text),
  /**
   * `failing`: nothing contradicts it. `contradicted`: it is of now, and every link was verified all the same. `past`: it
   * is old, or of unknown time. `resolved`: a change was seen after it.
   */
  state: oneOf('failing', 'contradicted', 'past', 'resolved'),
};
type Args = ArgsOf<typeof args>;

export const scanFailing = defineFinding({
  code: 'scan-failing',
  link: 'scan',
  level: 'broken',
  since: '0.1.0',
  args,
  summary: failing,
  explanation:
    'Flux reports an error that no broken link explains. If it is of a kind that cannot be seen from outside the cluster (a connection, a certificate, the metadata server, a proxy, a right of the controller itself), it is what is broken. If it belongs to a link that was verified just now, then either the cause was fixed minutes ago, in a place that carries no time (an IAM policy), or something stands in the path of Flux that this check does not take: the pods may be answered as another identity than the one that was verified. One more scan tells which. It is called fixed only where a change was seen after the last error.',
  sources: ['https://fluxcd.io/flux/components/image/imagerepositories/'],
  expected: () => 'a successful scan',
  actual: ({ message }) => message,
  fixes: retry,
  example: {
    ...exampleObject,
    message:
      'scan failed: Get "https://europe-west1-docker.pkg.dev/v2/": dial tcp: lookup europe-west1-docker.pkg.dev: i/o timeout',
    age: '12m',
    state: 'failing',
  },
  variants: [
    { state: 'resolved', age: null },
    { state: 'contradicted', age: '40s' },
    { state: 'past', age: '3h' },
  ],
});

function failing(args: Args): string {
  const when = args.age === null ? 'at an unknown time' : `${args.age} ago`;
  switch (args.state) {
    case 'failing':
      return `${objectName(args)} is failing (reported ${when}): ${args.message}`;
    case 'contradicted':
      return `${objectName(args)} is failing (reported ${when}), though every link was verified from here: ${args.message}`;
    case 'past':
      return `${objectName(args)} last failed ${when} and was not seen to succeed since: ${args.message}`;
    case 'resolved':
      return `${objectName(args)} was fixed after its last error (${when}); Flux has not scanned again yet`;
    default:
      return args.state satisfies never;
  }
}

function retry(args: Args): Fix[] {
  const now = reconcile(args, `Scan ${args.namespace}/${args.name} now`);
  if (args.state === 'resolved') return [now];
  const read = {
    ...now,
    title: `Scan ${args.namespace}/${args.name} now, and read what Flux reports`,
    command: inOrder(reconcileCommand(args), eventsOf(args)),
  };
  return [read];
}
