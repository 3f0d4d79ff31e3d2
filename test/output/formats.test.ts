import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/chain/report.ts';
import { formats } from '../../src/output/formats.ts';
import { paper } from '../../src/output/screen.ts';
import {
  aCheck,
  aCluster,
  aReport,
  anIdentity,
  broken,
  brokenMany,
  chainWith,
  healthy,
  inconclusive,
} from './reports.ts';

const render = (name: string, report: Report): Promise<string> => {
  const format = formats.find((one) => one.name === name);
  if (format === undefined) throw new Error(`no format ${name}`);
  return format.render(report, paper, 'brief');
};

const command = /gcloud iam service-accounts add-iam-policy-binding flux-images@acme-prod/;

describe.each(formats.map(({ name }) => name))('%s', (name) => {
  test('says the cause, and the command that repairs it', async () => {
    const text = await render(name, broken());
    expect(text).toMatch(/flux\/image-reflector-controller/);
    expect(text.replaceAll('%0A', '\n')).toMatch(command);
  });

  test('equal reports give equal texts, which end with a newline', async () => {
    for (const report of [broken(), brokenMany(), inconclusive(), healthy()]) {
      const text = await render(name, report);
      expect(text).toBe(await render(name, structuredClone(report)));
      expect(text.endsWith('\n')).toBe(true);
    }
  });
});

const hostile =
  '</script><script>alert(1)</script>"\'><img src=x onerror=alert(1)> @team #1 [x](http://evil.example) | `` ` \x1b[31m\u202e ::error::x';

function hostileReport(): Report {
  const check = aCheck('ksa', 'KSA', { status: 'unknown', notes: [hostile], title: hostile, target: hostile });
  return aReport({
    verdict: 'inconclusive',
    identities: [anIdentity('a', { gsa: hostile, verdict: 'inconclusive', checks: chainWith(check) })],
    clusters: [aCluster({ context: hostile, name: hostile })],
    endpoints: { [hostile]: hostile },
  });
}

describe('hostile text', () => {
  test('is text in HTML, under a policy that loads and runs nothing', async () => {
    const page = await render('html', hostileReport());
    expect(page).toMatch(
      /Content-Security-Policy" content="default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'/,
    );
    expect(page).not.toMatch(/<script|<img|onerror=alert\(1\)>|\x1b|\u202e/);
    expect(page).not.toMatch(/<(?:link|iframe|object|embed)|(?:src|href)="(?!https:\/\/github\.com\/flux-wi\/)/);
  });

  test('is text in Markdown: no element, mention or link', async () => {
    const text = await render('markdown', hostileReport());
    const outsideCode = text.replaceAll(/`+[^`]*`+/g, '');
    expect(outsideCode.replaceAll(/<\/?(?:details|summary|sub)>/g, '')).not.toMatch(
      /(?<!\\)<\w|(?<![\w.;])@team|(?<!\\)\]\(http:\/\/evil/,
    );
  });

  test('leaves JUnit well-formed', async () => {
    expect(XMLValidator.validate(await render('junit', hostileReport()))).toBe(true);
  });

  test('is no workflow command of its own in GitHub', async () => {
    const lines = (await render('github', hostileReport())).trimEnd().split('\n');
    expect(lines.every((line) => /^::(?:error|warning|notice) title=[^:,]*::/.test(line))).toBe(true);
  });
});

test('JUnit counts what its suites hold, and a broken check is a failure', async () => {
  const parsed: unknown = new XMLParser({
    ignoreAttributes: false,
    isArray: (name) => name === 'testsuite' || name === 'testcase',
  }).parse(await render('junit', broken()));
  const { testsuites } = parsed as {
    testsuites: { testsuite: { '@_tests': string; '@_failures': string; testcase: object[] }[] };
  };
  for (const suite of testsuites.testsuite) {
    expect(Number(suite['@_tests'])).toBe(suite.testcase.length);
    expect(Number(suite['@_failures'])).toBe(suite.testcase.filter((one) => 'failure' in one).length);
  }
  expect(testsuites.testsuite.reduce((sum, suite) => sum + Number(suite['@_failures']), 0)).toBeGreaterThan(0);
});
