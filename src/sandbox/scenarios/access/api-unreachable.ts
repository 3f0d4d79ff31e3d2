import { scenarios } from '../scenario.ts';

export const accessApiUnreachable = scenarios([
  {
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
  },
  {
    id: 'kubernetes-list-fails',
    title: 'the API server answers one list with 500 and says why: a conversion webhook is down',
    from: 'flux-v2',
    change(world) {
      world.faults.push({
        host: 'kubernetes',
        path: /\/helmrepositories(?:\?|$)/,
        answer: {
          kind: 'status',
          status: 500,
          body: {
            kind: 'Status',
            apiVersion: 'v1',
            metadata: {},
            status: 'Failure',
            message:
              'conversion webhook for source.toolkit.fluxcd.io/v1beta2, Kind=HelmRepository failed: Post "https://source-webhook.flux-system.svc:443/convert?timeout=30s": no endpoints available for service "source-webhook"',
            reason: 'InternalError',
            code: 500,
          },
        },
      });
    },
    expect: {
      verdict: 'inconclusive',
      code: 'api-unreachable',
      blames: {},
      repair: { tool: 'flux-wi', does: ['flux-wi doctor -v'] },
      says: ['conversion webhook'],
    },
  },
]);
