import { defineFinding } from '../define.ts';
import { exampleObject } from '../examples.ts';
import { reconcile } from '../fixes/flux-object.ts';
import { nullable, number, text } from '../schema.ts';
import { fluxObject } from '../subjects.ts';
import { objectName } from '../wording.ts';

export const scanStale = defineFinding({
  code: 'scan-stale',
  link: 'scan',
  level: 'warn',
  since: '0.1.0',
  args: { ...fluxObject, last: nullable(text), intervalSeconds: nullable(number) },
  summary: (args) =>
    args.last === null
      ? `${objectName(args)} has never been scanned`
      : `${objectName(args)} was last scanned at ${args.last}${args.intervalSeconds === null ? '' : `, and should be every ${args.intervalSeconds} s`}`,
  explanation:
    'The last successful scan is older than the interval allows, or the object has changed since and was not processed. The controller may be behind, or backing off after errors (up to 15 minutes); after a restart the tag database is empty until the first scan. Ready: True alone is therefore no proof.',
  sources: ['https://fluxcd.io/flux/components/image/imagerepositories/'],
  expected: ({ intervalSeconds }) => (intervalSeconds === null ? 'a scan' : `a scan every ${intervalSeconds} s`),
  actual: ({ last }) => (last === null ? 'none' : `last at ${last}`),
  fixes: (args) => [reconcile(args, `Scan ${args.namespace}/${args.name} now`)],
  example: { ...exampleObject, last: '2026-03-02T03:10:00Z', intervalSeconds: 300 },
  variants: [{ last: null, intervalSeconds: null, kind: 'GARArtifactTag' }],
});
