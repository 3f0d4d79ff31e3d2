import { defineFinding } from '../define.ts';
import { edit } from '../fixes/deployment.ts';
import { text } from '../schema.ts';
import { workload } from '../subjects.ts';

export const scanDisabled = defineFinding({
  code: 'scan-disabled',
  link: 'scan',
  level: 'warn',
  since: '0.1.0',
  args: { ...workload, flag: text },
  summary: ({ namespace, workload, flag }) => `Deployment ${namespace}/${workload} does not scan, because of ${flag}`,
  explanation:
    'Flux v1 was told to scan no registry, or not these images. Nothing is asked, so nothing fails; automated updates do not happen either. The chain was checked all the same.',
  sources: ['https://github.com/fluxcd/flux/blob/master/docs/references/daemon.md'],
  expected: () => 'scanning on',
  actual: ({ flag }) => flag,
  fixes: (args) => [edit(args, `Take ${args.flag} off the arguments of ${args.namespace}/${args.workload}`)],
  example: { namespace: 'flux', workload: 'flux', flag: '--registry-disable-scanning' },
});
