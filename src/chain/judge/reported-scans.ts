/** What a scan that Flux reports shows of the links before it, where no proof from outside goes. */

import { tokenWasMinted, tokenWasObtained } from '../failed-step.ts';
import { accessChecks, isOpen, settle } from './case.ts';
import type { Case } from './case.ts';
import { metadataWay } from './stand-ins.ts';

/** A fresh scan as the identity went the whole way. */
export function freshScans(facts: Case): void {
  if (!facts.scansAsIdentity) return;
  bareScans(facts);
  cachedToken(facts);
  for (const check of facts.of(metadataWay))
    if (isOpen(check)) settle(check, 'a fresh scan succeeded, which goes this way');
  for (const check of facts.of(['mint-permission']))
    if (isOpen(check)) settle(check, 'a fresh scan succeeded, for which the controller minted the token');
  nodesUnread(facts);
}

/** A failure at a later step shows that the earlier ones were passed. */
export function earlierSteps(facts: Case): void {
  for (const { age, step, reading } of facts.failures) {
    if (age !== 'current') continue;
    const obtained = tokenWasObtained(step, reading);
    if (facts.path === 'object' && (obtained || tokenWasMinted(step)))
      for (const check of facts.of(['mint-permission']))
        if (isOpen(check)) settle(check, 'Flux was refused at a later step, so it had minted the token');
    if (facts.path === 'controller' && obtained)
      for (const check of facts.of(metadataWay))
        if (isOpen(check)) settle(check, 'the registry refused Flux, which had a token by then');
  }
}

/**
 * Flux scans as a KSA that names no GSA, on nodes that hand its own token out: then the registry accepts it. (A refusal
 * that was proved or read stands.)
 */
function bareScans(facts: Case): void {
  const annotation = facts.one('ksa-annotation');
  const served = facts.of(['node-metadata-server']).every(({ status }) => status === 'pass' || status === 'skipped');
  if (!served || annotation?.status !== 'suspected') return;
  settle(annotation, 'a fresh scan succeeded: the registry accepts the KSA itself');
  const workload = facts.one('workload-ksa');
  if (workload?.status === 'suspected') settle(workload, 'a fresh scan succeeded as the KSA that they run as');
}

function cachedToken(facts: Case): void {
  const refused = facts
    .of(['token', 'token-exchange'])
    .some((check) => check.found.status === 'broken' && check.status !== 'skipped');
  if (!refused) return;
  const broken = facts.checks.find((check) => check.status === 'broken') ?? facts.one('token');
  if (broken !== undefined)
    broken.notes = [
      'Flux still lives on a cached token, at most until an hour after the last good scan',
      ...broken.notes,
    ];
}

/** The nodes may not be listed: a fresh scan settles their mode only when all else is proved. */
function nodesUnread(facts: Case): void {
  const nodes = facts.one('node-metadata-server');
  if (nodes?.status !== 'unknown' || facts.proof === null) return;
  const mayNotList = nodes.findings.some(
    (one) => one.code === 'kubernetes-permission-missing' && one.args.resource === 'nodes',
  );
  const proved = facts.of(accessChecks).every((check) => check.status === 'pass' || check.status === 'skipped');
  if (mayNotList && proved)
    settle(nodes, 'the nodes may not be listed; a fresh scan succeeded and every other link is proved');
}
