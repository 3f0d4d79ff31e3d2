/** Worlds that no scenario has: other installs, other clusters, other policies. Each is judged by what the design says. */

import { describe, test } from 'vitest';
import { denyBecoming, grantOnGsa, poolPrincipal, subject } from '../../src/sandbox/scenarios/binding/policy.ts';
import { pullSecret } from '../../src/sandbox/scenarios/scan/pull-secret.ts';
import { useKeyFile } from '../../src/sandbox/scenarios/workload/key-file.ts';
import { annotateKsa } from '../../src/sandbox/scenarios/annotations.ts';
import { changePods, podsIn } from '../../src/sandbox/scenarios/pod-specs.ts';
import {
  account,
  object,
  project,
  repository,
  runVersion,
  specOf,
  takeMinting,
  takeReadings,
} from '../../src/sandbox/scenarios/scenario.ts';
import type { HealthyWorld, StoredObject, World } from '../../src/sandbox/world.ts';
import { nodeNames } from '../../src/sandbox/worlds/cluster-objects.ts';
import { imageRepository, ociRepository } from '../../src/sandbox/worlds/flux-objects.ts';
import { acme } from '../../src/sandbox/worlds/flux-v2.ts';
import { ksaMember } from '../../src/sandbox/worlds/google-project.ts';
import { healthyWorld } from '../../src/sandbox/worlds/healthy.ts';
import { ask, holds } from './asked.ts';
import type { Told } from './asked.ts';

type Row = readonly [title: string, from: HealthyWorld, change: (world: World) => void, told: Told];

const healthy: Told = { verdict: 'healthy', code: null, warns: [] };
const warned = (...warns: string[]): Told => ({ verdict: 'healthy', code: null, warns });
const broken = (code: string, ...warns: string[]): Told => ({ verdict: 'broken', code, warns });
const open = (code: string | null, ...warns: string[]): Told => ({ verdict: 'inconclusive', code, warns });

const system = 'flux-system';
const { controller, gsa } = acme;
const at = 'europe-west1/prod-1';

function gke(world: World) {
  const found = project(world, world.cluster.project).clusters[`${world.cluster.location}/${world.cluster.name}`];
  if (found === undefined) throw new Error('the world has no cluster');
  return found;
}

/** Says another word wherever it stands in the cluster: another namespace, another image. */
function rename(world: World, from: string, to: string): void {
  world.cluster.objects = JSON.parse(JSON.stringify(world.cluster.objects).replaceAll(from, to)) as StoredObject[];
}

/** The same world in a project of a domain, `acme.example:scoped`, which each place writes in a way of its own. */
function scopedToDomain(world: World): void {
  const text = JSON.stringify({ cluster: world.cluster, google: world.google })
    .replaceAll('@acme-prod.iam', '@scoped.acme.example.iam')
    .replaceAll('docker.pkg.dev/acme-prod/', 'docker.pkg.dev/acme.example/scoped/')
    .replaceAll('acme-prod', 'acme.example:scoped');
  const { cluster, google } = JSON.parse(text) as Pick<World, 'cluster' | 'google'>;
  Object.assign(world.cluster, cluster);
  Object.assign(world.google, google);
}

/** A second node pool, which does not serve the metadata server; its node is named like it. */
function barePool(world: World, change: (node: StoredObject) => void = () => {}): string {
  const first = object(world, 'Node', null, nodeNames(acme.cluster)[0]);
  const node = structuredClone(first);
  node.metadata.name = 'gke-prod-1-batch-11111111-aaaa';
  const { 'iam.gke.io/gke-metadata-server-enabled': _, ...labels } = node.metadata.labels ?? {};
  node.metadata.labels = {
    ...labels,
    'cloud.google.com/gke-nodepool': 'batch',
    'kubernetes.io/hostname': node.metadata.name,
  };
  change(node);
  world.cluster.objects.push(node);
  gke(world).nodePools['batch'] = {
    mode: 'GCE_METADATA',
    serviceAccount: 'gke-nodes@acme-prod.iam.gserviceaccount.com',
    version: '1.33.5-gke.1201000',
  };
  return node.metadata.name;
}

function moveTo(world: World, node: string): void {
  changePods(world, system, controller, (spec) => (spec.nodeName = node), ['running']);
}

function each(rows: readonly Row[]): void {
  test.concurrent.each(rows)('%s', async (_, from, change, told) => {
    const world = healthyWorld(from);
    change(world);
    holds(await ask(world), told);
  });
}

describe('other clusters', () => {
  each([
    ['a project of a domain', 'flux-v2', scopedToDomain, healthy],
    ['a project of a domain, and no GSA', 'direct', scopedToDomain, healthy],
    [
      'a project of a domain, nobody bound',
      'flux-v2',
      (world) => {
        scopedToDomain(world);
        account(
          world,
          'acme.example:scoped',
          'image-reflector@scoped.acme.example.iam.gserviceaccount.com',
        ).policy.bindings = [];
      },
      broken('binding-missing'),
    ],
    [
      'a project of a domain, and an object’s identity',
      'flux-v2-object',
      scopedToDomain,
      broken('gsa-email-unsupported'),
    ],
    ['Autopilot', 'flux-v2', (world) => void (gke(world).autopilot = true), healthy],
    [
      'the older dataplane, with NetworkPolicies enforced',
      'flux-v2',
      (world) => {
        Object.assign(gke(world), { datapath: 'LEGACY_DATAPATH', networkPolicy: true });
      },
      healthy,
    ],
    [
      'a zonal cluster',
      'flux-v2',
      (world) => {
        const { clusters } = project(world, 'acme-prod');
        const found = gke(world);
        delete clusters[at];
        clusters['europe-west1-b/prod-1'] = found;
        world.cluster.location = 'europe-west1-b';
        world.cluster.context = 'gke_acme-prod_europe-west1-b_prod-1';
      },
      healthy,
    ],
    [
      'another pool lacks the metadata server',
      'flux-v2',
      (world) => void barePool(world),
      warned('node-metadata-server-missing'),
    ],
    [
      'another pool lacks it, and no pod of Flux may go there',
      'flux-v2',
      (world) => {
        barePool(world, (node) => (specOf(node)['taints'] = [{ key: 'batch', value: 'true', effect: 'NoSchedule' }]));
      },
      healthy,
    ],
    [
      'a Windows pool lacks it',
      'flux-v2',
      (world) => {
        barePool(world, ({ metadata }) => {
          metadata.labels = { ...metadata.labels, 'kubernetes.io/os': 'windows', 'beta.kubernetes.io/os': 'windows' };
        });
      },
      healthy,
    ],
    [
      'the pods run where the metadata server is not',
      'flux-v2',
      (world) => moveTo(world, barePool(world)),
      broken('node-metadata-server-missing'),
    ],
    [
      'they do, and the node’s account may read',
      'flux-v2',
      (world) => {
        moveTo(world, barePool(world));
        repository(world, 'acme-prod', 'europe-west1/apps').policy.bindings.push({
          role: 'roles/artifactregistry.reader',
          members: ['serviceAccount:gke-nodes@acme-prod.iam.gserviceaccount.com'],
        });
      },
      warned('scans-as-node-identity'),
    ],
    [
      'they do, the nodes may not be listed, the clusters not read',
      'flux-v2',
      (world) => {
        moveTo(world, barePool(world));
        takeReadings(world);
        const role = object(world, 'ClusterRole', null, 'sre-cluster-reader');
        role['rules'] = (role['rules'] as { resources: string[] }[]).filter(
          ({ resources }) => !resources.includes('nodes'),
        );
      },
      open('kubernetes-permission-missing'),
    ],
  ]);
});

describe('other installs', () => {
  each([
    [
      'in a namespace of its own',
      'flux-v2',
      (world) => {
        rename(world, system, 'gitops');
        grantOnGsa(world, { members: [ksaMember('acme-prod', 'gitops', controller)] });
      },
      healthy,
    ],
    [
      'the community chart: no label but app',
      'flux-v2',
      (world) => {
        rename(world, '"app.kubernetes.io/part-of":"flux",', '');
        rename(world, '"app.kubernetes.io/component"', '"helm.sh/component"');
        runVersion(world, system, controller, 'ghcr.io/fluxcd/image-reflector-controller:v0.35.2');
      },
      healthy,
    ],
    [
      'images from a mirror',
      'flux-v2',
      (world) => rename(world, 'ghcr.io/fluxcd/', 'registry.acme.example:5000/mirror/ghcr.io/fluxcd/'),
      healthy,
    ],
    [
      'images by digest alone',
      'flux-v2',
      (world) => {
        runVersion(
          world,
          system,
          controller,
          `ghcr.io/controlplaneio-fluxcd/distroless/image-reflector-controller@sha256:${'a'.repeat(64)}`,
        );
      },
      healthy,
    ],
    [
      'Flux 1 by its chart, under a name of its own',
      'flux-v1',
      (world) => {
        const objects = world.cluster.objects.filter(({ metadata }) => metadata.namespace === 'flux');
        for (const one of objects) {
          const text = JSON.stringify(one)
            .replaceAll('"name":"flux', '"name":"weave-prod-flux')
            .replaceAll('"serviceAccountName":"flux"', '"serviceAccountName":"weave-prod-flux"')
            .replaceAll('"serviceAccount":"flux"', '"serviceAccount":"weave-prod-flux"');
          Object.assign(one, JSON.parse(text));
        }
        account(world, 'total-mayhem-123456', 'flux-gcp@total-mayhem-123456.iam.gserviceaccount.com').policy.bindings =
          [
            {
              role: 'roles/iam.workloadIdentityUser',
              members: [ksaMember('total-mayhem-123456', 'flux', 'weave-prod-flux')],
            },
          ];
      },
      healthy,
    ],
    [
      'a registry of others beside Google’s',
      'flux-v2',
      (world) => {
        world.cluster.objects.push(
          imageRepository(system, 'redis', 'docker.io/library/redis', { provider: 'generic' }),
          imageRepository(system, 'mine', 'ghcr.io/acme/mine', { provider: 'generic', secretRef: { name: 'ghcr' } }),
        );
      },
      healthy,
    ],
    [
      'everything suspended',
      'flux-v2',
      (world) => {
        for (const one of world.cluster.objects) if (one.kind === 'ImageRepository') specOf(one)['suspend'] = true;
      },
      warned('scan-suspended'),
    ],
    [
      'one of many identities is bound wrong',
      'many',
      (world) => {
        account(world, 'acme-prod', 'team-b-registry@acme-prod.iam.gserviceaccount.com').policy.bindings = [
          { role: 'roles/iam.workloadIdentityUser', members: [ksaMember('acme-prod', 'team-bb', 'registry-reader')] },
        ];
      },
      broken('binding-wrong-namespace'),
    ],
    [
      'one tenant has no KSA',
      'many',
      (world) => {
        world.cluster.objects = world.cluster.objects.filter(
          ({ kind, metadata }) =>
            !(kind === 'ServiceAccount' && metadata.namespace === 'team-c' && metadata.name === 'registry-reader'),
        );
      },
      broken('ksa-not-found'),
    ],
    [
      'objects without an account, locked down to the default one',
      'flux-v2-object',
      (world) => {
        changePods(world, system, controller, ({ containers }) =>
          containers[0]?.args?.push('--default-service-account=registry-reader'),
        );
        for (const one of world.cluster.objects)
          if (one.kind === 'ImageRepository') delete specOf(one)['serviceAccountName'];
      },
      healthy,
    ],
    [
      'locked down to an account that is not annotated',
      'flux-v2-object',
      (world) => {
        changePods(world, system, controller, ({ containers }) =>
          containers[0]?.args?.push('--default-service-account=default'),
        );
        for (const one of world.cluster.objects)
          if (one.kind === 'ImageRepository') delete specOf(one)['serviceAccountName'];
      },
      broken('ksa-annotation-missing'),
    ],
    [
      'an OCIRepository as the source-controller, which has no GSA',
      'flux-v2',
      (world) => {
        world.cluster.objects.push(
          ociRepository(system, 'deploy', 'oci://europe-west1-docker.pkg.dev/acme-prod/apps/api'),
        );
      },
      broken('ksa-annotation-missing'),
    ],
    [
      'the reflector twice, in two namespaces',
      'flux-v2',
      (world) => {
        const copy = world.cluster.objects.filter(
          ({ kind, metadata }) =>
            metadata.namespace === system &&
            ['Deployment', 'ReplicaSet', 'Pod', 'ServiceAccount'].includes(kind) &&
            metadata.name.startsWith(controller),
        );
        world.cluster.objects.push(
          ...(JSON.parse(JSON.stringify(copy).replaceAll(system, 'second')) as StoredObject[]),
        );
        for (const one of [...podsIn(world, system, controller), object(world, 'Deployment', system, controller)]) {
          const spec = (one.kind === 'Pod' ? one['spec'] : (specOf(one)['template'] as { spec: unknown }).spec) as {
            containers: { args: string[] }[];
          };
          for (const container of spec.containers)
            container.args = container.args.map((arg) =>
              arg.replace('watch-all-namespaces=true', 'watch-all-namespaces=false'),
            );
        }
      },
      healthy,
    ],
  ]);
});

describe('what is left over, and what does without', () => {
  const unannotated = (world: World): void => annotateKsa(world, system, controller, null);
  const secrets = (world: World, more: object): void => {
    world.cluster.objects.push(pullSecret(system, 'registry', gsa));
    for (const one of world.cluster.objects)
      if (one.kind === 'ImageRepository') Object.assign(specOf(one), { secretRef: { name: 'registry' } }, more);
  };
  each([
    [
      'the default account of the project as the GSA',
      'flux-v2',
      (world) => {
        const own = '314159265358-compute@developer.gserviceaccount.com';
        annotateKsa(world, system, controller, own);
        account(world, 'acme-prod', own).policy.bindings = account(world, 'acme-prod', gsa).policy.bindings;
        repository(world, 'acme-prod', 'europe-west1/apps').policy.bindings[0]?.members.push(`serviceAccount:${own}`);
      },
      healthy,
    ],
    [
      'an evicted pod of another KSA, on a node that is gone',
      'flux-v2',
      (world) => {
        const [pod] = podsIn(world, system, controller);
        const evicted = structuredClone(pod) as StoredObject;
        evicted.metadata.name += '-old';
        evicted['status'] = { phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: memory.' };
        Object.assign(specOf(evicted), { serviceAccountName: 'earlier', serviceAccount: 'earlier', nodeName: 'gone' });
        world.cluster.objects.push(evicted);
      },
      healthy,
    ],
    [
      'an object’s identity needs no metadata server of GKE’s',
      'flux-v2-object',
      (world) => moveTo(world, barePool(world)),
      healthy,
    ],
    [
      'nor does it on the host’s network',
      'flux-v2-object',
      (world) => changePods(world, system, controller, (spec) => (spec.hostNetwork = true)),
      healthy,
    ],
    [
      'pull secrets that work, and no identity at all',
      'flux-v2',
      (world) => {
        unannotated(world);
        secrets(world, { provider: 'generic' });
      },
      open(null, 'secret-overrides-identity'),
    ],
    [
      'pull secrets that work, and a binding that is gone',
      'flux-v2',
      (world) => {
        account(world, 'acme-prod', gsa).policy.bindings = [];
        secrets(world, { provider: 'generic' });
      },
      open(null, 'secret-overrides-identity'),
    ],
    [
      'the controller’s own key file, and no identity at all',
      'flux-v2',
      (world) => {
        unannotated(world);
        useKeyFile(world, gsa);
      },
      open(null, 'credentials-file-overrides-identity'),
    ],
    [
      'nodes that may read, and no identity at all',
      'flux-v2',
      (world) => {
        unannotated(world);
        moveTo(world, barePool(world));
        repository(world, 'acme-prod', 'europe-west1/apps').policy.bindings.push({
          role: 'roles/artifactregistry.reader',
          members: ['serviceAccount:gke-nodes@acme-prod.iam.gserviceaccount.com'],
        });
      },
      open(null, 'scans-as-node-identity'),
    ],
  ]);
});

describe('other policies', () => {
  const becomes = (world: World): void => {
    takeMinting(world);
    account(world, 'acme-prod', gsa).policy.bindings.push({
      role: 'roles/iam.serviceAccountTokenCreator',
      members: [`user:${world.operator.account}`],
    });
  };
  const reader = (
    world: World,
    policy: { bindings: unknown[] },
    role = 'roles/artifactregistry.reader',
    member = `serviceAccount:${gsa}`,
  ): void => {
    repository(world, 'acme-prod', 'europe-west1/apps').policy.bindings = [];
    policy.bindings.push({ role, members: [member] });
  };
  each([
    ['read on the project', 'flux-v2', (world) => reader(world, project(world, 'acme-prod').policy), healthy],
    ['read on the folder', 'flux-v2', (world) => reader(world, world.google.folders['987654321098']!.policy), healthy],
    [
      'read by a custom role of the organisation',
      'flux-v2',
      (world) => {
        world.google.roles['organizations/123456789012/roles/pull'] = {
          permissions: ['artifactregistry.repositories.downloadArtifacts'],
        };
        reader(world, project(world, 'acme-prod').policy, 'organizations/123456789012/roles/pull');
      },
      healthy,
    ],
    [
      'a role that does not hold the permission',
      'flux-v2',
      (world) => reader(world, project(world, 'acme-prod').policy, 'roles/storage.objectViewer'),
      broken('repository-access-denied'),
    ],
    [
      'a group that may read, with the proof refused',
      'flux-v2',
      (world) =>
        reader(
          world,
          project(world, 'acme-prod').policy,
          'roles/artifactregistry.reader',
          'group:pullers@acme.example',
        ),
      broken('repository-access-denied'),
    ],
    [
      'a group that may read, with nothing proved',
      'flux-v2',
      (world) => {
        takeMinting(world);
        reader(
          world,
          project(world, 'acme-prod').policy,
          'roles/artifactregistry.reader',
          'group:pullers@acme.example',
        );
        world.faults.push({
          host: 'europe-west1-docker.pkg.dev',
          from: 'cluster',
          answer: { kind: 'status', status: 503, body: '' },
        });
      },
      open('kubernetes-permission-missing'),
    ],
    [
      'anyone may read',
      'flux-v2',
      (world) =>
        reader(
          world,
          repository(world, 'acme-prod', 'europe-west1/apps').policy,
          'roles/artifactregistry.reader',
          'allUsers',
        ),
      healthy,
    ],
    [
      'read is denied by the folder',
      'flux-v2',
      (world) => {
        world.google.folders['987654321098']!.deny.push({
          id: 'no-pull',
          rules: [
            {
              deniedPrincipals: ['principalSet://goog/public:all'],
              deniedPermissions: ['artifactregistry.googleapis.com/repositories.downloadArtifacts'],
            },
          ],
        });
      },
      broken('repository-access-denied'),
    ],
    [
      'the KSA itself, by its namespace',
      'direct',
      (world) => directly(world, poolPrincipal('namespace/flux-system')),
      healthy,
    ],
    ['the KSA itself, by the whole pool', 'direct', (world) => directly(world, poolPrincipal('*')), healthy],
    [
      'the KSA itself, by its cluster',
      'direct',
      (world) =>
        directly(
          world,
          poolPrincipal(
            'kubernetes.cluster/https://container.googleapis.com/v1/projects/acme-prod/locations/europe-west1/clusters/prod-1',
          ),
        ),
      healthy,
    ],
    [
      'the KSA itself, but of another namespace',
      'direct',
      (world) => directly(world, poolPrincipal('namespace/other')),
      broken('ksa-annotation-missing'),
    ],
    ['proved by the operator', 'flux-v2', becomes, healthy],
    [
      'by the operator, bound on the folder',
      'flux-v2',
      (world) => {
        const { policy } = account(world, 'acme-prod', gsa);
        world.google.folders['987654321098']!.policy.bindings.push(...policy.bindings);
        policy.bindings = [{ role: 'roles/viewer', members: ['serviceAccount:acme-prod.svc.id.goog[other/ksa]'] }];
        becomes(world);
      },
      healthy,
    ],
    [
      'by the operator, bound by a condition that holds',
      'flux-v2',
      (world) => {
        grantOnGsa(world, {
          condition: { title: 'until', expression: 'request.time < timestamp("2099-01-01T00:00:00Z")' },
        });
        becomes(world);
      },
      healthy,
    ],
    [
      'by the operator, bound by a condition that cannot be known',
      'flux-v2',
      (world) => {
        grantOnGsa(world, { condition: { title: 'tagged', expression: 'resource.matchTag("acme/env", "prod")' } });
        becomes(world);
      },
      open('kubernetes-permission-missing'),
    ],
    [
      'by the operator, bound by a condition that is false',
      'flux-v2',
      (world) => {
        grantOnGsa(world, {
          condition: { title: 'until', expression: 'request.time < timestamp("2020-01-01T00:00:00Z")' },
        });
        becomes(world);
      },
      broken('binding-condition-unmet'),
    ],
    [
      'by the operator, denied by the organisation',
      'flux-v2',
      (world) => {
        world.google.organizations['123456789012']!.deny.push(denyBecoming('no-becoming', poolPrincipal(subject)));
        becomes(world);
      },
      broken('binding-denied'),
    ],
    [
      'nothing proved, and a deny policy with a condition',
      'flux-v2',
      (world) => {
        const policy = denyBecoming('tagged', poolPrincipal(subject));
        project(world, 'acme-prod').deny.push({
          ...policy,
          rules: policy.rules.map((rule) => ({
            ...rule,
            denialCondition: { title: 'tag', expression: 'resource.matchTag("acme/env", "dev")' },
          })),
        });
        takeMinting(world);
      },
      open('kubernetes-permission-missing'),
    ],
    [
      'bound twice, one of them for another namespace',
      'flux-v2',
      (world) => {
        account(world, 'acme-prod', gsa).policy.bindings[0]?.members.unshift(
          ksaMember('acme-prod', 'other', controller),
        );
      },
      healthy,
    ],
    [
      'the GSA of another organisation, nothing of it readable',
      'three-projects',
      (world) => {
        const identities = project(world, 'acme-identities');
        identities.parent = null;
        identities.policy.bindings = [];
      },
      healthy,
    ],
  ]);
});

function directly(world: World, member: string): void {
  repository(world, 'acme-prod', 'europe-west1/apps').policy.bindings = [
    { role: 'roles/artifactregistry.reader', members: [member] },
  ];
}
