import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { exampleObject, exampleOwner } from '../examples.ts';
import { addFlag } from '../fixes/deployment.ts';
import { isFluxKind, setProvider } from '../fixes/flux-object.ts';
import { nullable, text } from '../schema.ts';
import type { ArgsOf } from '../schema.ts';
import { fluxObject, owner } from '../subjects.ts';
import { objectName } from '../wording.ts';

const args = { ...fluxObject, provider: text, version: nullable(text), owner };
type Args = ArgsOf<typeof args>;

export const providerNotGoogle = defineFinding({
  code: 'provider-not-google',
  link: 'scan',
  level: 'broken',
  failsAt: 'registry',
  since: '0.1.0',
  args,
  summary: (args) =>
    `${objectName(args)} has provider: ${args.provider}, so Flux asks the registry anonymously and is refused`,
  explanation:
    'Without provider: gcp Flux asks the registry anonymously, whatever the identity may read, and this registry refuses anonymous requests. Before that field existed (image-reflector-controller up to 0.24) the flag --gcp-autologin-for-gcr did it. For charts the HelmRepository has the field. Roles change nothing here.',
  sources: [
    'https://fluxcd.io/flux/components/image/imagerepositories/',
    'https://github.com/fluxcd/source-controller/issues/971',
  ],
  expected: () => 'provider: gcp',
  actual: ({ provider }) => `provider: ${provider}`,
  fixes: logIn,
  example: { ...exampleObject, provider: 'generic', version: '1.0.1', owner: exampleOwner },
  variants: [
    { kind: 'HelmChart', version: null },
    { kind: 'GARArtifactTag' },
    { kind: 'OCIRepository' },
    { version: '0.20.1' },
  ],
});

function logIn(args: Args): Fix[] {
  const [major = 1, minor = 0] = (args.version ?? '').replace(/^v/, '').split('.').map(Number);
  const beforeProvider = args.version !== null && args.kind === 'ImageRepository' && major === 0 && minor < 25;
  if (!beforeProvider && isFluxKind(args.kind)) return setProvider(args, args.owner);
  const controller = { namespace: 'flux-system', workload: 'image-reflector-controller' };
  return addFlag(controller, args.owner, '--gcp-autologin-for-gcr');
}
