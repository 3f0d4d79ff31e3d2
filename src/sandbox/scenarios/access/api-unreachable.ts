import { scenario } from '../scenario.ts';

export const apiUnreachable = scenario({
  id: 'api-unreachable',
  title: 'the Security Token Service does not answer from where the doctor runs',
  from: 'flux-v2',
  change(world) {
    world.faults.push({ host: 'sts.googleapis.com', from: 'outside', answer: { kind: 'reset' } });
  },
  expect: {
    verdict: 'inconclusive',
    code: 'api-unreachable',
    blames: { identity: 'flux-system/image-reflector-controller', host: 'sts.googleapis.com' },
    repair: { tool: 'flux-wi', does: ['flux-wi doctor -v'] },
    says: ['sts.googleapis.com'],
  },
});
