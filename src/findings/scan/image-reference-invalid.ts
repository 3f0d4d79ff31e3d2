import { sh } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { exampleObject } from '../examples.ts';
import { changeSpec, isFluxKind } from '../fixes/flux-object.ts';
import { askAgain } from '../fixes/verify.ts';
import { nullable, text } from '../schema.ts';
import type { ArgsOf } from '../schema.ts';
import { fluxObject } from '../subjects.ts';
import { objectName, quoted } from '../wording.ts';

const args = { ...fluxObject, image: text, problem: text, suggestion: nullable(text) };
type Args = ArgsOf<typeof args>;

export const imageReferenceInvalid = defineFinding({
  code: 'image-reference-invalid',
  link: 'scan',
  level: 'broken',
  failsAt: 'setting',
  since: '0.1.0',
  args,
  summary: (args) =>
    `${objectName(args)} has the image ${quoted(args.image)}, which is not a valid image name: ${args.problem}`,
  explanation:
    'The image of an ImageRepository is a host and a path, in lower case, without a scheme, tag or digest. Flux stalls the object and never asks the registry. The identity has no part in it.',
  sources: ['https://fluxcd.io/flux/components/image/imagerepositories/'],
  expected: ({ suggestion }) => (suggestion === null ? 'HOST/PROJECT/REPOSITORY/IMAGE' : suggestion),
  actual: ({ image }) => quoted(image),
  fixes: correctImage,
  example: {
    ...exampleObject,
    image: 'https://europe-west1-docker.pkg.dev/acme-images/apps/api:1.4',
    problem: 'it has a scheme and a tag',
    suggestion: 'europe-west1-docker.pkg.dev/acme-images/apps/api',
  },
  variants: [{ kind: 'OCIRepository' }, { kind: 'PodTemplate' }],
});

function correctImage(args: Args): Fix[] {
  if (args.suggestion !== null && isFluxKind(args.kind)) {
    const spec = args.kind === 'OCIRepository' ? { url: `oci://${args.suggestion}` } : { image: args.suggestion };
    const fixes = changeSpec(
      args,
      { kind: 'none' },
      `Name ${args.suggestion} in ${args.kind} ${args.namespace}/${args.name}`,
      spec,
    );
    return fixes.map((fix) => ({
      ...fix,
      permission: `${fix.permission}; where Git has the object, it must go there too`,
    }));
  }
  return [
    {
      kind: 'find-out',
      title: `See the image of ${args.kind} ${args.namespace}/${args.name}, and correct it in Git`,
      tool: 'kubectl',
      command: sh`kubectl -n ${args.namespace} get ${args.kind.toLowerCase()} ${args.name} -o yaml`,
      patch: null,
      permission: `get ${args.kind} in namespace ${args.namespace}`,
      takes: 'at once: Flux scans when the object changes',
      verify: askAgain(args.namespace),
    },
  ];
}
