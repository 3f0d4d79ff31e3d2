import { scenarios } from '../scenario.ts';
import { gcrBucketInOrder } from './healthy.ts';

export const registryApiUnreachable = scenarios([
  {
    id: 'gcr-bucket-odd-answer',
    title: 'gcr.io is a bucket still, and something between this machine and the registry answers in its place',
    from: 'flux-v2-gcr',
    change(world) {
      gcrBucketInOrder(world);
      world.faults.push({
        host: 'gcr.io',
        from: 'outside',
        answer: { kind: 'status', status: 404, body: '<html><body>Not found</body></html>' },
      });
    },
    expect: {
      verdict: 'inconclusive',
      code: 'api-unreachable',
      blames: { identity: 'flux-system/image-reflector-controller', target: 'gcr.io/acme-prod/api', host: 'gcr.io' },
      repair: { tool: 'flux-wi', does: ['flux-wi doctor -v'] },
      says: ['gcr.io'],
    },
  },
]);
