/**
 * Every form that a report can be written in. Options, messages, files, the docs and the hostile tests read this table:
 * a further format is its own file, and a row here. A row loads its file only when it renders.
 */

import type { Report } from '../chain/report.ts';
import type { Detail, Screen } from './screen.ts';

interface Format {
  /** As `-o` takes it. */
  readonly name: string;
  /** Of its files, without a dot. */
  readonly extension: string;
  /** Read by a program: nothing else may stand in the same stream. */
  readonly isDocument: boolean;
  /** What it is for, for the docs. */
  readonly use: string;
  /** Equal reports give equal texts, which end with a newline. A document is the same on every screen. */
  readonly render: (report: Report, screen: Screen, detail: Detail) => Promise<string>;
}

export const formats = [
  {
    name: 'text',
    extension: 'txt',
    isDocument: false,
    use: 'for a person, on a terminal or in a log',
    render: async (report, screen, detail) => (await import('./text.ts')).renderText(report, screen, detail),
  },
  {
    name: 'json',
    extension: 'json',
    isDocument: true,
    use: 'for programs, and for a report of a bug: all of it, by the schema that `flux-wi schema` prints',
    render: async (report) => (await import('./json.ts')).renderJson(report),
  },
  {
    name: 'markdown',
    extension: 'md',
    isDocument: true,
    use: 'for an issue or a ticket: GitHub and GitLab fold what matters less',
    render: async (report) => (await import('./markdown.ts')).renderMarkdown(report),
  },
  {
    name: 'html',
    extension: 'html',
    isDocument: true,
    use: 'for a mail or a ticket: one page without script or external load, which prints',
    render: async (report) => (await import('./html.ts')).renderHtml(report),
  },
  {
    name: 'junit',
    extension: 'xml',
    isDocument: true,
    use: 'for the test view of a pipeline: a suite for each identity, a case for each check',
    render: async (report) => (await import('./junit.ts')).renderJunit(report),
  },
  {
    name: 'github',
    extension: 'txt',
    isDocument: true,
    use: 'for a job of GitHub Actions: an annotation for each cause',
    render: async (report) => (await import('./github.ts')).renderGithub(report),
  },
] as const satisfies readonly Format[];

export type FormatName = (typeof formats)[number]['name'];

export const formatNames: readonly FormatName[] = formats.map(({ name }) => name);

export function formatOf(name: FormatName): Format {
  const found = formats.find((format) => format.name === name);
  if (found === undefined) throw new Error(`there is no format ${name}`);
  return found;
}
