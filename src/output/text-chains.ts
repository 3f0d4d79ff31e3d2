/** The chain of each identity, link by link. */

import type { Report, ReportIdentity } from '../chain/report.ts';
import { chainOf, pictures } from './chain-picture.ts';
import type { Aside, LinkPicture } from './chain-picture.ts';
import { signs } from './meaning.ts';
import type { Meaning } from './meaning.ts';
import { oneLine } from './one-line.ts';
import { identityName } from './report-reading.ts';
import { paint } from './screen.ts';
import { verifiedBy } from './rest.ts';
import type { Screen } from './screen.ts';
import { hang } from './wrap.ts';

/** More healthy identities than these are told in one line. */
const healthyInFull = 6;
/** Names over one chain that several share. */
const namesShown = 8;
/** Asides of one link that are shown; a JSON report has them all. */
const asidesShown = 6;

export function chains(report: Report, screen: Screen): string[] {
  const blocks = report.clusters.flatMap((cluster) => {
    const access = pictures(cluster.checks.filter(({ link }) => link === 'access' || report.identities.length === 0));
    return access.length === 0 ? [] : [[title(`cluster ${cluster.context}`, screen), ...linkLines(access, screen)]];
  });
  const healthy = report.identities.filter(({ verdict }) => verdict === 'healthy');
  const told = report.identities.filter(({ verdict }) => verdict !== 'healthy' || healthy.length <= healthyInFull);
  for (const same of alike(told, report)) blocks.push(identityBlock(same, report, screen));
  if (healthy.length > healthyInFull) blocks.push(manyHealthy(healthy, report, screen));
  return blocks.flatMap((block, at) => (at === 0 ? block : ['', ...block]));
}

/** Identities whose chains read the same are drawn once. */
function alike(identities: readonly ReportIdentity[], report: Report): ReportIdentity[][] {
  const groups = new Map<string, ReportIdentity[]>();
  for (const identity of identities) {
    const key = JSON.stringify([bearing(identity), chainOf(identity, report)]);
    groups.set(key, [...(groups.get(key) ?? []), identity]);
  }
  return [...groups.values()];
}

function identityBlock(same: readonly ReportIdentity[], report: Report, screen: Screen): string[] {
  const [identity] = same;
  if (identity === undefined) return [];
  const rest = same.length - namesShown;
  return [
    ...same.slice(0, namesShown).flatMap((each) => heading(each, report, screen)),
    ...(rest > 0 ? [paint('heading', `and ${rest} more`, screen)] : []),
    ...hang('  ', oneLine(who(same)), screen.columns).map((line) => paint('quiet', line, screen)),
    ...linkLines(chainOf(identity, report), screen),
  ];
}

function heading(identity: ReportIdentity, report: Report, screen: Screen): string[] {
  const gsa = identity.gsa === null ? '' : ` → ${identity.gsa}`;
  const text = oneLine(identityName(identity.id, report) + gsa);
  return hang('', text, screen.columns, 2).map((line) => paint('heading', line, screen));
}

/** By which workload and path, how many images, and as whom it was proved: the same for all of these, but the images. */
function who(same: readonly ReportIdentity[]): string {
  const images = same.reduce((sum, { targets }) => sum + targets.length, 0);
  const [identity] = same;
  return identity === undefined ? '' : `${bearing(identity)}; ${images === 1 ? '1 image' : `${images} images`}`;
}

function bearing({ path, workloads, provedAs }: ReportIdentity): string {
  const names = workloads.map(({ name, version }) => (version === null ? name : `${name} ${version}`));
  const whose = path === 'object' ? 'the object’s own KSA' : 'the controller’s KSA';
  const proof = verifiedBy(provedAs);
  return `${whose}; ${names.join(', ') || 'no workload'}; ${proof}`;
}

function manyHealthy(healthy: readonly ReportIdentity[], report: Report, screen: Screen): string[] {
  const names = healthy.map(({ id }) => identityName(id, report));
  const listed =
    names.length <= 12 ? names.join(', ') : `${names.slice(0, 12).join(', ')} and ${names.length - 12} more`;
  const sign = paint('status.pass', signs.pass, screen);
  return hang(`${sign} `, oneLine(`${healthy.length} identities healthy: ${listed}`), screen.columns);
}

function title(text: string, screen: Screen): string {
  return paint('heading', oneLine(text), screen);
}

function linkLines(links: readonly LinkPicture[], screen: Screen): string[] {
  return links.flatMap((picture) => {
    const meaning: Meaning = `status.${picture.state}`;
    const first = `  ${paint(meaning, signs[picture.state], screen)} ${picture.link.padEnd(9)}`;
    const shown = picture.asides.slice(0, asidesShown);
    const more = picture.asides.length - shown.length;
    return [
      ...hang(first, picture.text, screen.columns),
      ...shown.flatMap((aside) => asideLines(aside, screen)),
      ...(more > 0 ? [paint('quiet', `${' '.repeat(13)}and ${more} more`, screen)] : []),
    ];
  });
}

function asideLines(aside: Aside, screen: Screen): string[] {
  if (aside.state === 'note') {
    return hang(' '.repeat(13), aside.text, screen.columns).map((line) => paint('quiet', line, screen));
  }
  const sign = paint(`status.${aside.state}`, signs[aside.state], screen);
  return hang(`${' '.repeat(13)}${sign} `, aside.text, screen.columns);
}
