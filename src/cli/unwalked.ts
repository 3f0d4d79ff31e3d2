/** What keeps `--fail-on broken` from forgiving an inconclusive run: a gate must not open because nothing was asked. */

import type { Report, ReportCheck, ReportCluster, ReportIdentity } from '../chain/report.ts';
import { isCode, linkOf } from '../findings/describe.ts';
import { contextOf } from '../chain/vocabulary.ts';

/**
 * Why the chain was not walked, in one clause; `null`: it was. Walked means that every cluster has an identity, that for
 * each of them the way from the KSA to the repository was answered by a proof or by a reading, and that what is open is
 * a reading that could not be made. A fault that is suspected, or that Flux reports, is no such reading.
 */
export function unwalked(report: Report): string | null {
  if (report.clusters.length === 0) return 'no cluster was asked';
  for (const cluster of report.clusters) {
    const why = unwalkedCluster(cluster, report);
    if (why !== null) return `${why} (context ${cluster.context})`;
  }
  for (const identity of report.identities) {
    const why = unwalkedIdentity(identity);
    if (why !== null) return `${why} (${identity.id})`;
  }
  return null;
}

/** Without these nothing is known of the cluster, or of a part of it that was asked for by name. */
const gates = new Set(['kubeconfig', 'cluster-access', 'cluster-identity', 'scanners']);
/** What the caller may not do is known beforehand; that an API did not answer is not. */
const permissions = new Set(['kubernetes-permission-missing', 'google-permission-missing']);

function unwalkedCluster({ context, checks }: ReportCluster, report: Report): string | null {
  const closed = checks.find(
    ({ id, status, findings }) =>
      gates.has(id) && status === 'unknown' && findings.some(({ code }) => !permissions.has(code)),
  );
  if (closed !== undefined) return closed.findings[0]?.summary ?? `${closed.title}: not known`;
  return report.identities.some(({ id }) => contextOf(id) === context) ? null : 'no identity was found';
}

function unwalkedIdentity({ provedAs, gsa, checks, targets }: ReportIdentity): string | null {
  const suspected = checks.find(({ status, findings }) => status === 'unknown' && findings.some(isSuspicion));
  if (suspected !== undefined) return suspected.findings.find(isSuspicion)?.summary ?? suspected.title;
  const unanswered = checks
    .filter(({ link, status }) => provedAs === 'none' && link === 'token' && status === 'unknown')
    .flatMap(({ findings }) => findings)
    .find(({ code }) => !permissions.has(code));
  if (unanswered !== undefined) return unanswered.summary;
  if (targets.length === 0) return 'it reads no image on a Google registry';
  const answered = (link: ReportCheck['link'], images: readonly string[] = []): boolean =>
    checks.some(
      ({ link: own, target, status }) =>
        own === link && (target === null || images.includes(target)) && (status === 'pass' || status === 'warn'),
    );
  if (provedAs === 'none' && gsa !== null && !answered('binding'))
    return 'no token was obtained, and no IAM policy was read in its place';
  // Of a large repository a few images are asked for: they answer for the others.
  const repositories = Map.groupBy(targets, ({ image, repository, project, location }) =>
    repository === null ? image : `${project}/${location}/${repository}`,
  );
  for (const [first, ...others] of repositories.values()) {
    const images = [first, ...others].flatMap((target) => target?.image ?? []);
    if (!answered('registry', images)) return `whether the identity may read ${images[0]} was not answered`;
  }
  return null;
}

/** Something wrong that was seen and not settled; a code of another version may be anything. */
function isSuspicion({ code }: ReportCheck['findings'][number]): boolean {
  return !isCode(code) || linkOf(code) !== 'access';
}
