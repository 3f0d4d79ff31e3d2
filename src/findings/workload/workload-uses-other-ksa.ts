import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { exampleBinding, exampleWorkload } from '../examples.ts';
import { withBinding } from '../fixes/binding.ts';
import { changeDeployment, podSpec, restart } from '../fixes/deployment.ts';
import { annotateKsa } from '../fixes/ksa-annotation.ts';
import { nullable, oneOf, record, text } from '../schema.ts';
import type { ArgsOf } from '../schema.ts';
import { binding, owner, workload } from '../subjects.ts';
import { workloadName } from '../wording.ts';

const args = {
  ...workload,
  runsAs: text,
  annotated: text,
  /** Who says so: the template; or pods of an earlier rollout, while the template is right by now. */
  by: oneOf('template', 'earlier-pods'),
  gsa: text,
  owner,
  /** The binding that the GSA's policy lacks, where that was read: the annotation alone would not do. */
  unbound: nullable(record(binding)),
};
type Args = ArgsOf<typeof args>;

export const workloadUsesOtherKsa = defineFinding({
  code: 'workload-uses-other-ksa',
  link: 'workload',
  level: 'broken',
  since: '0.1.0',
  args,
  summary: ({ namespace, workload, runsAs, annotated }) =>
    `The annotation is on ServiceAccount ${annotated}, but ${workloadName(namespace, workload)} runs as ${runsAs}`,
  explanation:
    'Only the KSA that the pod runs as counts, so the pods never impersonate that Google service account. Since Flux 0.7 each controller has a KSA of its own, and a pod template without serviceAccountName runs as default. When the right KSA is annotated, the binding on the Google side must name that KSA too.',
  sources: [
    'https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity',
    'https://github.com/fluxcd/flux2/issues/798',
  ],
  expected: ({ runsAs, gsa }) => `${runsAs}: ${gsa}`,
  actual: ({ annotated, gsa }) => `${annotated}: ${gsa}`,
  fixes: runAsAnnotated,
  example: {
    ...exampleWorkload,
    runsAs: 'image-reflector-controller',
    annotated: 'flux',
    by: 'template',
    gsa: 'flux-images@acme-prod.iam.gserviceaccount.com',
    owner: { kind: 'kustomization', namespace: 'flux-system', name: 'flux-system', path: './clusters/prod' },
    unbound: exampleBinding,
  },
});

/** Brings scanner and annotation together: by the scanner where its KSA is nobody's, else by the KSA. */
function runAsAnnotated(args: Args): Fix[] {
  const { namespace, workload, runsAs, annotated, gsa, owner } = args;
  if (args.by === 'earlier-pods')
    return [restart(args, `Restart ${namespace}/${workload}: its template names ServiceAccount ${annotated} now`)];
  const annotate = annotateKsa({ namespace, ksa: runsAs, gsa, owner });
  if (!movesPods(runsAs, annotated, workload)) return withBinding(annotate, args.unbound);
  const title = `Run ${namespace}/${workload} as ServiceAccount ${annotated}`;
  const move = withBinding(
    changeDeployment(args, owner, { title, patch: podSpec({ serviceAccountName: annotated }) }),
    args.unbound,
  );
  return runsAs === 'default' ? move : [...move, ...annotate];
}

/**
 * Whether the pods are led to the annotated KSA, rather than the annotation to theirs: whatever has no KSA of its own in
 * the namespace runs as default and would get the GSA too; and a KSA that is named after the workload is its own.
 */
export function movesPods(runsAs: string, annotated: string, workload: string): boolean {
  return runsAs === 'default' || annotated === workload;
}
