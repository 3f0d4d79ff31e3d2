import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { minutesAgo } from '../../worlds/times.ts';
import { takeAccessReviews, takeEvents } from '../access/rights.ts';
import { annotatedAt } from '../annotations.ts';
import { fluxSaid } from '../flux-said.ts';
import { changePods } from '../pod-specs.ts';
import { object, scenarios } from '../scenario.ts';
import { denied, impersonationRefused } from './refusals.ts';

const expected = {
  verdict: 'inconclusive',
  code: 'scan-failing',
  blames: {
    identity: 'flux-system/image-reflector-controller',
    target: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
    kind: 'ImageRepository',
    namespace: 'flux-system',
    name: 'api',
  },
  repair: {
    tool: 'kubectl',
    does: ['kubectl -n flux-system annotate --overwrite imagerepository.image.toolkit.fluxcd.io api'],
  },
  says: ['api'],
} as const;

const blames = {
  identity: 'flux-system/image-reflector-controller',
  target: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
  kind: 'ImageRepository',
  namespace: 'flux-system',
  name: 'api',
} as const;

export const scanScanFailing = scenarios([
  {
    id: 'controller-may-not-read-secrets',
    title: 'the controller may not read the Secret that an object refers to; the identity is well',
    from: 'flux-v2',
    change(world) {
      fluxSaid(
        world,
        'ImageRepository',
        'AuthenticationFailed',
        'failed to configure authentication options: failed to get secret "flux-system/proxy": secrets "proxy" is forbidden: User "system:serviceaccount:flux-system:image-reflector-controller" cannot get resource "secrets" in API group "" in the namespace "flux-system"',
      );
    },
    expect: {
      verdict: 'broken',
      code: 'scan-failing',
      blames,
      repair: {
        tool: 'kubectl',
        does: ['kubectl -n flux-system annotate --overwrite imagerepository.image.toolkit.fluxcd.io api'],
      },
      says: ['api'],
    },
  },
  {
    id: 'object-scan-refused-by-iam',
    title: 'IAM refuses the KSA of an object, so the controller had minted its token; whether it may, cannot be asked',
    from: 'flux-v2-object',
    change(world) {
      takeAccessReviews(world);
      fluxSaid(world, 'ImageRepository', 'ReadOperationFailed', impersonationRefused, {
        since: 30,
        lastSeconds: 40,
        count: 9,
      });
    },
    expect: {
      verdict: 'inconclusive',
      code: 'scan-failing',
      blames: {
        identity: 'team-a/registry-reader@object',
        target: 'europe-west1-docker.pkg.dev/acme-prod/team-a/api',
        kind: 'ImageRepository',
        namespace: 'team-a',
        name: 'api',
      },
      repair: {
        tool: 'kubectl',
        does: ['kubectl -n team-a annotate --overwrite imagerepository.image.toolkit.fluxcd.io api'],
      },
      says: ['api'],
    },
  },
  {
    id: 'git-repository-fails-at-google',
    title: 'every image is read, and a GitRepository of the same Flux is refused by Cloud Source Repositories',
    from: 'flux-v2',
    change(world) {
      const url = 'https://source.developers.google.com/p/acme-prod/r/fleet';
      fluxSaid(
        world,
        'GitRepository',
        'GitOperationFailed',
        `failed to checkout and determine revision: unable to list remote for '${url}': authorization failed`,
      );
    },
    expect: {
      verdict: 'inconclusive',
      code: 'scan-failing',
      blames: { kind: 'GitRepository', namespace: 'flux-system', name: 'flux-system' },
      repair: {
        tool: 'kubectl',
        does: ['kubectl -n flux-system annotate --overwrite gitrepository.source.toolkit.fluxcd.io flux-system'],
      },
      says: ['flux-system'],
    },
  },
  {
    id: 'pull-refused',
    title: 'Flux is refused what it pulls, and everything that it asks for is allowed to the identity',
    from: 'many',
    change(world) {
      fluxSaid(
        world,
        'OCIRepository',
        'OCIArtifactPullFailed',
        "failed to pull artifact from 'oci://us-docker.pkg.dev/acme-prod/manifests/team-c/deploy': GET https://us-docker.pkg.dev/v2/acme-prod/manifests/team-c/deploy/manifests/1.0.0: DENIED: denied",
        { since: 200, lastSeconds: 40, count: 60 },
      );
    },
    expect: {
      verdict: 'inconclusive',
      code: 'scan-failing',
      blames: {
        identity: 'team-c/registry-reader@object',
        target: 'us-docker.pkg.dev/acme-prod/manifests/team-c/deploy',
        kind: 'OCIRepository',
        namespace: 'team-c',
        name: 'deploy',
      },
      repair: {
        tool: 'kubectl',
        does: ['kubectl -n team-c annotate --overwrite ocirepository.source.toolkit.fluxcd.io deploy'],
      },
      says: ['deploy'],
    },
  },
  {
    id: 'scan-failed-hours-ago',
    title: 'Flux was refused hours ago and has not tried since; the way over the metadata server is not proved',
    from: 'flux-v2',
    change(world) {
      fluxSaid(world, 'ImageRepository', 'ReadOperationFailed', denied, { since: 200, lastSeconds: 10_800 });
    },
    expect: expected,
  },
  {
    id: 'scan-failing-events-unread',
    title: 'Flux was refused, and events may not be read',
    from: 'flux-v2',
    change(world) {
      fluxSaid(world, 'ImageRepository', 'ReadOperationFailed', denied, { since: 200, lastSeconds: 40 });
      takeEvents(world);
    },
    expect: expected,
  },
  {
    id: 'scan-failing-in-series',
    title: 'Flux is refused still; its event is a series, as the newer events API writes it',
    from: 'flux-v2',
    change(world) {
      fluxSaid(world, 'ImageRepository', 'ReadOperationFailed', denied, {
        since: 4000,
        lastSeconds: 40,
        count: 3120,
        series: true,
      });
    },
    expect: expected,
  },
  {
    id: 'scan-failing-now',
    title: 'Flux has been refused for days and still is; every link can be proved',
    from: 'flux-v2',
    change(world) {
      fluxSaid(world, 'ImageRepository', 'ReadOperationFailed', denied, { since: 4000, lastSeconds: 40, count: 3120 });
    },
    expect: {
      verdict: 'inconclusive',
      code: 'scan-failing',
      blames,
      repair: {
        tool: 'kubectl',
        does: ['kubectl -n flux-system annotate --overwrite imagerepository.image.toolkit.fluxcd.io api'],
      },
      says: ['api'],
      unknowns: ['scan-failing'],
    },
  },
  {
    id: 'scan-failing-since-change',
    title: 'the KSA was annotated, and Flux was refused again after that',
    from: 'flux-v2',
    change(world) {
      fluxSaid(world, 'ImageRepository', 'ReadOperationFailed', denied, { since: 200, lastSeconds: 40, count: 40 });
      annotatedAt(object(world, 'ServiceAccount', fluxNamespace, acme.controller), minutesAgo(9));
    },
    expect: expected,
  },
  {
    id: 'scan-failing-without-events',
    title: 'Flux was refused, and no event tells when it last was',
    from: 'flux-v2',
    change(world) {
      fluxSaid(world, 'ImageRepository', 'ReadOperationFailed', denied, { since: 4000, lastSeconds: null });
    },
    expect: expected,
  },
  {
    id: 'scan-failing',
    title: 'Flux fails with words that nobody knows',
    from: 'flux-v2',
    change(world) {
      fluxSaid(world, 'ImageRepository', 'ReadOperationFailed', 'scan failed: the tag database is locked');
    },
    expect: expected,
  },
  {
    id: 'scan-refused-beside-mesh',
    title: 'a mesh takes the way to the metadata server, and the registry refuses a token that Flux had',
    from: 'flux-v2',
    change(world) {
      changePods(
        world,
        fluxNamespace,
        acme.controller,
        ({ containers }) => {
          containers.push({ name: 'istio-proxy', image: 'docker.io/istio/proxyv2:1.24.2' });
        },
        ['running'],
      );
      fluxSaid(world, 'ImageRepository', 'ReadOperationFailed', denied, { since: 200, lastSeconds: 40, count: 60 });
    },
    expect: {
      verdict: 'inconclusive',
      code: 'scan-failing',
      blames,
      repair: {
        tool: 'kubectl',
        does: ['kubectl -n flux-system annotate --overwrite imagerepository.image.toolkit.fluxcd.io api'],
      },
      says: ['api'],
      warns: ['mesh-blocks-metadata'],
    },
  },
  {
    id: 'token-refused-now',
    title:
      'the registry accepts no token that comes from the cluster, and nothing was changed; every link can be proved',
    from: 'flux-v2',
    change(world) {
      world.faults.push({
        host: 'europe-west1-docker.pkg.dev',
        path: /^\/v2\/token/,
        from: 'cluster',
        answer: {
          kind: 'status',
          status: 401,
          body: { errors: [{ code: 'UNAUTHORIZED', message: 'authentication failed' }] },
        },
      });
    },
    expect: expected,
  },
]);
