import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { exampleWorkload } from '../examples.ts';
import { addFlag, edit } from '../fixes/deployment.ts';
import { upgradeFlux } from '../fixes/upgrade.ts';
import { text } from '../schema.ts';
import type { ArgsOf } from '../schema.ts';
import { workload } from '../subjects.ts';
import { quoted, workloadName } from '../wording.ts';

const args = { ...workload, version: text, flag: text, problem: text };
type Args = ArgsOf<typeof args>;

export const controllerFlagsInvalid = defineFinding({
  code: 'controller-flags-invalid',
  link: 'workload',
  level: 'broken',
  failsAt: 'setting',
  since: '0.1.0',
  args,
  summary: ({ namespace, workload, version, flag }) =>
    `Deployment ${workloadName(namespace, workload)} ${version} does not start with the flag ${quoted(flag)}`,
  explanation:
    'The controller exits at start because of a flag or feature gate that its version does not know, or that requires another one. --gcp-autologin-for-gcr was removed in Flux 2.7, ObjectLevelWorkloadIdentity was added in 2.6, and --default-service-account, added in 2.7, requires that gate up to 2.9. Nothing is scanned until the controller starts. --default-service-account keeps tenants off the identity of the controller: give it the gate or the version that it requires, and do not remove it.',
  sources: ['https://fluxcd.io/flux/components/image/options/'],
  expected: ({ version }) => `flags that ${version} knows`,
  actual: ({ problem }) => problem,
  fixes: validFlags,
  example: {
    ...exampleWorkload,
    version: '1.0.1',
    flag: '--gcp-autologin-for-gcr',
    problem: 'unknown flag: --gcp-autologin-for-gcr',
  },
  variants: [
    { flag: '--default-service-account', problem: 'unknown flag: --default-service-account' },
    { flag: '--default-service-account', problem: 'it needs the feature gate ObjectLevelWorkloadIdentity' },
  ],
});

/** The lockdown of tenants is never taken off: it gets what it needs. */
function validFlags(args: Args): Fix[] {
  if (args.flag !== '--default-service-account')
    return [edit(args, `Take ${args.flag} off the controller's arguments`)];
  return args.problem.startsWith('unknown flag')
    ? [upgradeFlux(args.namespace, 'Flux 2.7')]
    : addFlag(args, { kind: 'none' }, '--feature-gates=ObjectLevelWorkloadIdentity=true');
}
