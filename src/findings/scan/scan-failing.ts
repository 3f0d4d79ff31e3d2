import { inOrder } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { exampleObject } from '../examples.ts';
import { eventsOf, reconcile, reconcileCommand } from '../fixes/flux-object.ts';
import { boolean, nullable, text } from '../schema.ts';
import type { ArgsOf } from '../schema.ts';
import { fluxObject } from '../subjects.ts';
import { objectName } from '../wording.ts';

/** `mended`: the text is explained by a link that is proved now. */
const args = { ...fluxObject, message: text, age: nullable(text), mended: boolean };
type Args = ArgsOf<typeof args>;

export const scanFailing = defineFinding({
  code: 'scan-failing',
  link: 'scan',
  level: 'broken',
  since: '0.1.0',
  args,
  summary: (args) =>
    args.mended
      ? `${objectName(args)} still reports an error that is mended; Flux has not tried again${age(args.age)}`
      : `${objectName(args)} fails${age(args.age)}: ${args.message}`,
  explanation:
    'Every link holds, and Flux still reports an error. If its words belong to a link that is proved now, it is mended and Flux has only not tried again, which a scan by hand shows. If they are of a kind that cannot be seen from outside the cluster (a connection, a certificate, the metadata server, a proxy), they stand as what is broken.',
  sources: ['https://fluxcd.io/flux/components/image/imagerepositories/'],
  expected: () => 'a successful scan',
  actual: ({ message }) => message,
  fixes: retry,
  example: {
    ...exampleObject,
    message:
      'scan failed: Get "https://europe-west1-docker.pkg.dev/v2/": dial tcp: lookup europe-west1-docker.pkg.dev: i/o timeout',
    age: '12m',
    mended: false,
  },
});

function age(age: string | null): string {
  return age === null ? ' (age unknown)' : ` (${age} ago)`;
}

function retry(args: Args): Fix[] {
  const now = reconcile(args, `Scan ${args.namespace}/${args.name} now`);
  if (args.mended) return [now];
  const read = {
    ...now,
    title: `Scan ${args.namespace}/${args.name} now, and read what Flux says of it`,
    command: inOrder(reconcileCommand(args), eventsOf(args)),
  };
  return [read];
}
