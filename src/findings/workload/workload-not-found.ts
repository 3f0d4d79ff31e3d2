import { sh } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { askAgain } from '../fixes/verify.ts';
import { boolean, number, text } from '../schema.ts';

export const workloadNotFound = defineFinding({
  code: 'workload-not-found',
  link: 'workload',
  level: 'broken',
  since: '0.1.0',
  args: { searched: text, objects: number, reflectorMissing: boolean },
  summary: ({ searched, objects, reflectorMissing }) =>
    reflectorMissing
      ? `image-reflector-controller is not installed, and ${counted(objects, 'object')} need${objects === 1 ? 's' : ''} it (looked at ${searched})`
      : `No Flux controller that reads registries is installed in ${searched}`,
  explanation:
    "Flux's image controllers are optional and off by default: without image-reflector-controller nothing is scanned, and every ImageRepository stays as it is. Deployments are found by Flux's labels, then by the name of their image, so an unusual install is found too. It does not mean that the identity is wrong: nothing has used it.",
  sources: ['https://fluxcd.io/flux/installation/configuration/optional-components/'],
  expected: () => 'a Deployment image-reflector-controller or source-controller of Flux v2, or flux of Flux v1',
  actual: ({ searched }) => `none in ${searched}`,
  fixes: installReflector,
  example: { searched: 'all namespaces', objects: 3, reflectorMissing: true },
  variants: [{ reflectorMissing: false, objects: 0 }],
});

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function installReflector(): Fix[] {
  const common = { patch: null, permission: 'cluster-admin', takes: 'after some minutes', verify: askAgain() } as const;
  return [
    {
      ...common,
      kind: 'ask-first',
      title: 'Install the image controllers (a bootstrapped install: run `flux bootstrap` again with this flag)',
      tool: 'flux',
      command: 'flux install --components-extra=image-reflector-controller,image-automation-controller',
    },
    {
      ...common,
      kind: 'ask-first',
      title: 'With the Flux Operator: add the controller to spec.components of the FluxInstance',
      tool: 'kubectl',
      command: sh`kubectl -n flux-system patch fluxinstance flux --type json -p ${'[{"op":"add","path":"/spec/components/-","value":"image-reflector-controller"}]'}`,
    },
    {
      ...common,
      kind: 'ask-first',
      title: 'With the community chart: enable the controller',
      tool: 'helm',
      command:
        'helm upgrade flux flux2 --repo https://fluxcd-community.github.io/helm-charts -n flux-system --reuse-values --set imageReflectionController.create=true',
    },
  ];
}
