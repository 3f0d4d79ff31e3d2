/** What a report says of its cause, in the form in which a scenario states it. */

import type { Report, ReportFinding } from '../../src/chain/report.ts';
import type { Expected } from '../../src/sandbox/world.ts';

/** The cause as the report has it, with all that can be held against a scenario. */
export interface Cause {
  /** Arguments of the finding by their path (`found.member`), with the identity and the image that the check is about. */
  readonly names: Readonly<Record<string, string>>;
  /** What is offered first. */
  readonly fix: ReportFinding['fixes'][number] | null;
  /** What stands on the screen of the finding itself. */
  readonly words: string;
}

/** @returns `null` where nothing is blamed. */
export function causeOf(report: Report): Cause | null {
  const cause = report.rootCause ?? report.suspect;
  if (cause === null) return null;
  const places = [...report.identities, ...report.clusters];
  const rank = (place: (typeof places)[number]): number => ('id' in place && place.id === cause.identity ? 0 : 1);
  for (const place of places.toSorted((a, b) => rank(a) - rank(b))) {
    for (const check of place.checks) {
      const found = check.findings.find((one) => one.code === cause.code && one.summary === cause.summary);
      if (check.id !== cause.check || found === undefined) continue;
      const identity = cause.identity?.replace(/^.*?\/(?=[^/]*\/[^/]*$)/, '') ?? null;
      return {
        names: {
          ...(identity !== null && { identity }),
          ...(check.target !== null && { target: check.target }),
          ...flattened(found.args),
        },
        fix: found.fixes[0] ?? null,
        words: [found.summary, found.expected, found.actual].filter((text) => text !== null).join('\n'),
      };
    }
  }
  throw new Error(`the report blames ${cause.check} with ${cause.code}, and no check says so`);
}

/** The command without its options, so that what it does to what can be told in one phrase; then all as it stands. */
export function deedOf({ command, patch }: NonNullable<Cause['fix']>): string {
  const bare = command
    .replaceAll(/^[A-Z_]+=$\n/gm, '')
    .replaceAll(/ --(?:type \w+|[a-z-]+(?:=(?:'[^']*'|"[^"]*"|\S+))?)/g, '');
  return [bare, command, patch?.file ?? '', patch?.content ?? ''].join('\n');
}

function flattened(value: unknown, path = ''): Record<string, string> {
  if (typeof value === 'object' && value !== null) {
    return Object.assign(
      {},
      ...Object.entries(value).map(([key, one]) => flattened(one, path === '' ? key : `${path}.${key}`)),
    ) as Record<string, string>;
  }
  return value === null ? {} : { [path]: `${value as string | number | boolean}` };
}

/** What distinguishes one cause of a code from another; free text, versions and ports do not. */
const telling =
  /^(source|identity|target|kind|namespace|name|ksa|workload|runsAs|annotated|variable|flag|sidecar|secret|provider|(cluster|release|found|place|elsewhere\.0)\.(kind|namespace|name|at|member|role)|nodePool|node|policies\.0|policy|context|host|service|consumer|project|bucket|repository|imageName|image|gsa|value|near|likely|suggestion|expectedKey|cause|what|from|how|by|verb|resource|permission|as|error|uid|title)$/;

/** What a reader needs to see of a cause, the most telling first. */
const mustBeSaid =
  'found.member found.role found.at value near suggestion expectedKey image bucket service flag variable secret provider policies.0 policy nodePool node annotated host gsa runsAs workload ksa name project cluster.name verb resource context'.split(
    ' ',
  );

/** A first draft of what a scenario states of its cause, for `npm run scenario NAME`: to be read before it is believed. */
export function draftOf({ names, fix, words }: Cause): Pick<Expected, 'blames' | 'repair' | 'says'> {
  const image = names['image'] !== undefined;
  const skip = new Set([
    ...(image ? ['host', 'project', 'repository'] : []),
    ...(image && names['target'] === names['image'] ? ['target'] : []),
    ...(names['identity'] === `${names['namespace']}/${names['ksa']}` ? ['identity'] : []),
    ...(names['gsa'] === undefined ? [] : ['pool', 'title']),
  ]);
  const blames = Object.fromEntries(
    Object.entries(names).filter(
      ([path, value]) => telling.test(path) && !skip.has(path) && value.length < 200 && !/:\d{5}$/.test(value),
    ),
  );
  const said = mustBeSaid.flatMap((path) => blames[path]?.split('/denypolicies/').at(-1) ?? []);
  const says = [...new Set(said)].filter((value) => value.length > 2 && words.includes(value)).slice(0, 2);
  return {
    blames,
    ...(fix !== null && { repair: { tool: fix.tool, does: phrasesOf(fix, Object.values(blames)) } }),
    says,
  };
}

function phrasesOf(fix: NonNullable<Cause['fix']>, values: readonly string[]): string[] {
  const { command, patch } = fix;
  const [line = ''] = deedOf(fix).split('\n');
  // A file that is printed into a command is told by its content.
  const bare = line
    .replace(/^printf .*/, '')
    .replace(/(?: -p)? *(?:['"{|&$>\\]| -o | \d+[smh]\b).*$/, '')
    .trim();
  const parts = [
    /--role=roles\/\S+/,
    /--member='[^']*'/,
    /--(?:namespace|workload-metadata|image)[= ]\S+/,
    /-p '\{[^\n]{1,120}\}'/,
    /iam\.gke\.io\/gcp-service-account=[^"\s]+/,
  ];
  const manifest = bare === '' ? [/kind: \w+/, /(?<=\n {2})name: \S+/] : [];
  const options = [...parts, ...manifest].flatMap((part) => part.exec(command)?.[0] ?? []);
  const content = patch === null ? [] : [patch.file, ...values.filter((value) => patch.content.includes(value))];
  return [...new Set([bare, ...options, ...content])].filter((phrase) => phrase.length > 2);
}
