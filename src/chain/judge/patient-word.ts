/** Flux's own word, where no proof from outside goes: how its pods come by a token. */

import { finding } from '../vocabulary.ts';
import type { Code, Finding } from '../vocabulary.ts';
import { settle } from './case.ts';
import type { Case, Judged } from './case.ts';

const bypasses = ['workload-host-network', 'node-metadata-server', 'workload-environment'];
/** What may stand between the pods and the metadata server: no proof from outside goes that way. */
const metadataWay = ['metadata-egress', 'metadata-server-health', 'workload-mesh'];
const way = [...metadataWay, 'workload-environment', 'workload-host-network'];
/** What does not matter while Flux scans as another identity. */
const idle = [
  'workload-ksa',
  'ksa-annotation',
  'binding',
  'binding-deny',
  'token-exchange',
  'token',
  'registry-access',
  'registry-storage',
];

/** Flux's own word on how its pods come by a token, where the nodes and the way to them are read. */
export function patientWord(facts: Case): void {
  const words = facts.words();
  const fresh = words.some((word) => word.fresh);
  const token = facts.one('token');
  const refused = facts.of(['token', 'token-exchange']).some((check) => check.found.status === 'broken');
  const bypass = facts.of(bypasses).filter((check) => check.status === 'broken' || check.status === 'suspected');
  const secrets = pullSecrets(facts);
  if (fresh && (bypass.length > 0 || secrets.length > 0)) {
    for (const check of bypass) {
      check.status = 'warn';
      check.findings = secrets.length > 0 ? check.findings : check.findings.map(asBypass);
      check.notes = ['scans succeed: another identity than the one that is read here is at work', ...check.notes];
    }
    for (const check of facts.of(metadataWay))
      if (check.status === 'suspected' || check.status === 'unknown') settle(check, 'the pods do not go this way');
    const [first] = [...bypass, ...secrets];
    for (const check of facts.of(idle)) {
      if (check.status !== 'broken' && check.status !== 'suspected' && check.status !== 'blocked') continue;
      check.status = 'skipped';
      check.notes = [
        `${check.findings.map((one) => one.code).join(', ') || 'refused'}; Flux does not go this way while ${first?.id ?? 'it'} stands`,
        ...check.notes,
      ];
      check.findings = [];
    }
    return;
  }
  bareScans(facts, fresh);
  if (refused && fresh) {
    const broken = facts.checks.find((check) => check.status === 'broken') ?? token;
    if (broken !== undefined)
      broken.notes = [
        'Flux still lives on a cached token, at most until an hour after the last good scan',
        ...broken.notes,
      ];
  }
  const blamable = !fresh && facts.words().some((word) => word.failing) && !explainedElsewhere(facts);
  for (const check of facts.of(way))
    if (check.status === 'suspected')
      check.status = blamable || pointedAt(facts, check) ? 'broken' : unblamed(check, fresh);
  for (const check of facts.of(metadataWay))
    if (check.status === 'unknown' && fresh) settle(check, 'a fresh scan succeeded, which goes this way');
  for (const check of facts.of(['mint-permission']))
    if (check.status === 'unknown' && fresh)
      settle(check, 'a fresh scan succeeded, for which the controller minted the token');
  nodesUnread(facts, fresh);
}

/**
 * Flux scans as a KSA that names no GSA, on nodes that hand its own token out: then the registry takes it. (A refusal
 * that was proved or read stands.)
 */
function bareScans(facts: Case, fresh: boolean): void {
  const annotation = facts.one('ksa-annotation');
  const served = facts.of(['node-metadata-server']).every(({ status }) => status === 'pass' || status === 'skipped');
  if (!fresh || !served || annotation?.status !== 'suspected') return;
  settle(annotation, 'a fresh scan succeeded: the registry takes the KSA itself');
  const workload = facts.one('workload-ksa');
  if (workload?.status === 'suspected') settle(workload, 'a fresh scan succeeded as the KSA that they run as');
}

/** The checks that tell of pull secrets, if every image is read with one; else the identity is needed all the same. */
function pullSecrets(facts: Case): readonly Judged[] {
  const checks = facts.of(['scan-authentication']).filter(({ status }) => status !== 'skipped');
  const told = (check: Judged): boolean =>
    check.status === 'warn' && check.findings.some((one) => one.code === 'secret-overrides-identity');
  return checks.every(told) ? checks : [];
}

/**
 * What reads wrong on the way, and Flux's words do not point at. Policies that were read whole stop the pods whatever
 * Flux said last; a server that is not up may come up; all else may be harmless.
 */
function unblamed(check: Judged, fresh: boolean): Judged['status'] {
  if (fresh) return 'warn';
  if (check.id === 'metadata-egress') return 'broken';
  const down = check.findings.some(
    (one) =>
      one.code === 'metadata-server-unhealthy' && (one.args.cause === 'absent' || one.args.cause === 'not-ready'),
  );
  return down ? 'unknown' : 'warn';
}

/** Whether a proof or a reading has named what fails already; what stands in the way is then told beside it. */
function explainedElsewhere(facts: Case): boolean {
  return facts.checks.some((check) => check.status === 'broken' && !way.includes(check.id));
}

/** Flux's words, of now, name this very thing, and nothing that is known to be broken. */
function pointedAt(facts: Case, check: Judged): boolean {
  const broken = new Set(
    facts.checks
      .filter(({ status, id }) => status === 'broken' && !way.includes(id))
      .flatMap(({ findings }) => findings.map((one) => one.code)),
  );
  return facts
    .words()
    .some(
      (word) =>
        word.failing &&
        word.current &&
        check.findings.some((one) => word.codes.includes(one.code)) &&
        !word.codes.some((code) => broken.has(code as Code)),
    );
}

/** The nodes may not be listed: a fresh scan settles their mode only when all else is proved. */
function nodesUnread(facts: Case, fresh: boolean): void {
  const nodes = facts.one('node-metadata-server');
  if (nodes?.status !== 'unknown' || !fresh || facts.proof === null) return;
  const mayNotList = nodes.findings.some(
    (one) => one.code === 'kubernetes-permission-missing' && one.args.resource === 'nodes',
  );
  const proved = facts.of(['registry-access']).every((check) => check.status === 'pass' || check.status === 'skipped');
  if (mayNotList && proved)
    settle(nodes, 'the nodes may not be listed; a fresh scan succeeded and every other link is proved');
}

function asBypass(one: Finding): Finding {
  switch (one.code) {
    case 'workload-on-host-network':
      return finding('scans-as-node-identity', {
        namespace: one.args.namespace,
        workload: one.args.workload,
        nodeAccount: null,
        reason: 'its pods are on the host network',
      });
    case 'node-metadata-server-missing':
      return finding('scans-as-node-identity', {
        namespace: '',
        workload: one.args.pods[0] ?? 'its pods',
        nodeAccount: one.args.nodeAccount,
        reason: `node pool ${one.args.nodePool ?? 'unknown'} does not serve the GKE metadata server`,
      });
    default:
      return one;
  }
}
