import { firstVersion, readUpTo } from '../src/chain/versions/capabilities.ts';
import { takesForGoogle } from '../src/chain/versions/google-hosts.ts';
import { finding } from '../src/chain/vocabulary.ts';
import type { Finding, ScanObject, Target } from '../src/chain/vocabulary.ts';
import { watches } from '../src/discover/watch.ts';
import type { ScanWorkload } from '../src/discover/workload.ts';
import { seconds } from '../src/engine/check.ts';
import { broken, defineCheck, pass, skipped, someOf, warn } from './define.ts';
import type { Result } from './define.ts';

/** Whether this version of the controller knows how to log in to the hosts that it is given. */
export const fluxVersion = defineCheck({
  id: 'flux-version',
  link: 'workload',
  scope: 'identity',
  title: 'its version knows a login for these registries',
  deadline: seconds(5),
  async run({ identity, workloads }): Promise<Result<true>> {
    if (workloads.length === 0) return skipped('no workload of Flux is behind this identity');
    const found = new Map<string, { readonly finding: Finding; succeeds: boolean }>();
    for (const target of identity.targets) {
      for (const object of target.objects) {
        const workload = workloads.find((each) => watches(each, object));
        const old = workload === undefined ? null : tooOld(workload, target, object);
        if (workload === undefined || old === null) continue;
        const key = `${workload.ref.name}/${old.host}`;
        const succeeds = (found.get(key)?.succeeds ?? true) && object.status?.ready === true;
        found.set(key, { finding: finding('flux-too-old-for-registry', old), succeeds });
      }
    }
    const all = [...found.values()];
    const notes = workloads.flatMap((workload) => assumption(workload) ?? []);
    if (all.length === 0) return pass(true, notes);
    const findings = someOf(all.map((each) => each.finding));
    // Public images need no login: while Flux reads them well, its age is no fault of this chain.
    return all.every((each) => each.succeeds) ? warn(findings, { notes }) : broken(findings, { notes });
  },
});

/** What the doctor's rules for this version rest on, where that is no reading of its sources. */
function assumption({ ref, capabilities }: ScanWorkload): string | null {
  switch (capabilities.assumed) {
    case false:
      return null;
    case 'version-unknown':
      return `the version of ${ref.name} is not known; taken for the newest`;
    case 'newer-than-read':
      return `${ref.name} ${ref.version} is newer than flux-wi knows (${readUpTo(ref.component)}); nothing is called broken by its version alone`;
  }
}

function tooOld({ ref, capabilities }: ScanWorkload, { registry }: Target, { kind, secretRefs }: ScanObject) {
  if (capabilities.assumed !== false || ref.version === null || secretRefs.length > 0) return null;
  if (registry.kind !== 'artifact-registry' && registry.kind !== 'gcr') return null;
  if (kind === 'Flag') return null;
  const { host } = registry;
  const knows = (era: Pick<typeof capabilities, 'login' | 'hosts'>) =>
    (era.login[kind] ?? 'never') !== 'never' && takesForGoogle(era.hosts, host);
  if (knows(capabilities)) return null;
  const minimum = firstVersion(ref.component, knows);
  if (minimum === null) return null;
  return {
    namespace: ref.namespace,
    workload: ref.name,
    version: ref.version,
    host,
    minimum: ref.component === 'flux-v1' ? minimum.version : `${minimum.version} (Flux ${minimum.flux})`,
  };
}
