import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { exampleWorkload } from '../examples.ts';
import { changeDeployment, podSpec, restart } from '../fixes/deployment.ts';
import { annotateKsa } from '../fixes/ksa-annotation.ts';
import { oneOf, text } from '../schema.ts';
import type { ArgsOf } from '../schema.ts';
import { owner, workload } from '../subjects.ts';
import { workloadName } from '../wording.ts';

const args = {
  ...workload,
  runsAs: text,
  annotated: text,
  /** Who says so: the template; or pods of an earlier rollout, while the template is right by now. */
  by: oneOf('template', 'earlier-pods'),
  gsa: text,
  owner,
};
type Args = ArgsOf<typeof args>;

export const workloadUsesOtherKsa = defineFinding({
  code: 'workload-uses-other-ksa',
  link: 'workload',
  level: 'broken',
  since: '0.1.0',
  args,
  summary: ({ namespace, workload, runsAs, annotated }) =>
    `${workloadName(namespace, workload)} runs as KSA ${runsAs}, but KSA ${annotated} carries the annotation`,
  explanation:
    'The annotation stands on a KSA that no scanner uses, so the pods never become that service account. Only the KSA in the pod counts; since Flux 0.7 each controller has its own, and a pod template without serviceAccountName runs as default. Once the right KSA is annotated, the binding on the Google side must name it too.',
  sources: [
    'https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity',
    'https://github.com/fluxcd/flux2/issues/798',
  ],
  expected: ({ runsAs, gsa }) => `KSA ${runsAs} with ${gsa}`,
  actual: ({ annotated, gsa }) => `KSA ${annotated} with ${gsa}`,
  fixes: runAsAnnotated,
  example: {
    ...exampleWorkload,
    runsAs: 'image-reflector-controller',
    annotated: 'flux',
    by: 'template',
    gsa: 'flux-images@acme-prod.iam.gserviceaccount.com',
    owner: { kind: 'kustomization', namespace: 'flux-system', name: 'flux-system', path: './clusters/prod' },
  },
});

/** Brings scanner and annotation together: by the scanner where its KSA is nobody's, else by the KSA. */
function runAsAnnotated(args: Args): Fix[] {
  const { namespace, workload, runsAs, annotated, gsa, owner } = args;
  if (args.by === 'earlier-pods')
    return [restart(args, `Make the pods of ${namespace}/${workload} anew: the template names ${annotated} by now`)];
  const annotate = annotateKsa({ namespace, ksa: runsAs, gsa, owner });
  // Whatever has no KSA of its own in the namespace runs as default, and would become the GSA too.
  if (runsAs !== 'default' && annotated !== workload) return annotate;
  const title = `Run ${namespace}/${workload} as KSA ${annotated}`;
  const move = changeDeployment(args, owner, { title, patch: podSpec({ serviceAccountName: annotated }) });
  return runsAs === 'default' ? move : [...move, ...annotate];
}
