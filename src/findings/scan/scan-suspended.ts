import { defineFinding } from '../define.ts';
import { exampleObject } from '../examples.ts';
import { resume } from '../fixes/flux-object.ts';
import { fluxObject } from '../subjects.ts';
import { objectName } from '../wording.ts';

export const scanSuspended = defineFinding({
  code: 'scan-suspended',
  link: 'scan',
  level: 'warn',
  since: '0.1.0',
  args: fluxObject,
  summary: (args) => `${objectName(args)} is suspended`,
  explanation:
    'spec.suspend is set, so Flux does not scan, and the status is that of the last scan before. The chain was checked all the same. If Git sets it, remove it there.',
  sources: ['https://fluxcd.io/flux/components/image/imagerepositories/'],
  expected: () => 'suspend: false',
  actual: () => 'suspend: true',
  fixes: (args) => [resume(args)],
  example: exampleObject,
  variants: [{ kind: 'GARArtifactTag' }, { kind: 'PodTemplate' }],
});
