import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { googlePermissions, kubernetesPermissions } from '../../src/chain/permissions.ts';
import type { GooglePermission, KubernetesPermission } from '../../src/chain/permissions.ts';
import { renderPermissions } from '../../src/output/permissions.ts';
import { healthyWorld } from '../../src/sandbox/worlds/healthy.ts';
import { clusterRole, rule } from '../../src/sandbox/worlds/cluster-objects.ts';
import type { HealthyWorld, IamPolicy, World } from '../../src/sandbox/world.ts';
import { diagnose, runDoctor } from './doctor.ts';

const granted = (row: KubernetesPermission): boolean => row.when !== 'instead';
const reading = (row: GooglePermission): boolean => row.when === 'always';

/** A world whose operator may do what these rows say, and nothing else. */
function withRights(
  from: HealthyWorld,
  kubernetes: readonly KubernetesPermission[],
  google: readonly GooglePermission[],
): World {
  const world = healthyWorld(from);
  const person = `user:${world.operator.account}`;
  const { projects, folders, organizations, roles } = world.google;
  const policies = [...Object.values(projects), ...Object.values(folders), ...Object.values(organizations)];
  for (const { policy } of policies) take(policy, person);
  for (const [at, { policy }] of Object.entries(projects)) grant(`projects/${at}`, policy, 'organization', true);
  for (const [at, { policy }] of Object.entries(organizations)) grant(`organizations/${at}`, policy, 'organization');
  bindRbac(world, kubernetes);
  return world;

  /** By custom roles, so that one right can lack where its role holds several. */
  function grant(at: string, policy: IamPolicy, above: 'organization', below = false): void {
    const rows = google.filter(({ on }) => (below ? on.some((place) => place !== above) : on.includes(above)));
    const role = `${at}/roles/reader`;
    roles[role] = { permissions: [...new Set(rows.map(({ permission }) => permission))] };
    policy.bindings.push({ role, members: [person] });
  }
}

function take(policy: IamPolicy, member: string): void {
  policy.bindings = policy.bindings.filter(({ members }) => !members.includes(member));
}

function bindRbac(world: World, rows: readonly KubernetesPermission[]): void {
  const { objects } = world.cluster;
  const subjects = [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: world.operator.kubernetesUser }];
  const minted = objects.filter(({ metadata }) => metadata.name === 'sre-ksa-token-creator');
  world.cluster.objects = objects.filter(({ metadata }) => !metadata.name.startsWith('sre-'));
  const rules = (of: readonly KubernetesPermission[]): object[] =>
    of.map(({ group, resources, verb }) => rule([group], [...resources], [verb]));
  world.cluster.objects.push(
    clusterRole('reader', rules(rows.filter(({ when }) => when !== 'proof'))),
    clusterRole('prover', rules(rows.filter(({ when }) => when === 'proof'))),
    binding('ClusterRoleBinding', 'reader', {}),
    ...minted.map(({ metadata: { namespace } }) =>
      binding('RoleBinding', 'prover', namespace === undefined ? {} : { namespace }),
    ),
  );

  function binding(kind: string, role: string, where: { namespace?: string }) {
    return {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind,
      metadata: { name: role, ...where },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
      subjects,
    };
  }
}

describe('whoever has the rights of the table, and no others', () => {
  const worlds = ['flux-v2', 'flux-v2-object', 'flux-v1', 'three-projects', 'many'] as const;
  test.concurrent.each(worlds)('sees that %s is healthy', async (name) => {
    const world = withRights(name, kubernetesPermissions.filter(granted), googlePermissions.filter(reading));
    const { code, report } = await diagnose(world);
    expect(report.suspect).toBeNull();
    expect([report.verdict, code]).toEqual(['healthy', 0]);
    const notSeen = report.identities.flatMap(({ checks }) =>
      checks.filter(({ findings }) => findings.some((one) => one.code.endsWith('permission-missing'))),
    );
    expect(notSeen).toEqual([]);
  });
});

describe('a right that lacks is never taken for a break', () => {
  /** What the world serves: a right to read what is not there changes nothing. */
  const served = ['always', 'proof', 'Flux 2'];
  const rows = kubernetesPermissions
    .filter(({ when }) => served.includes(when))
    .map((row) => [`${row.verb} ${row.resources[0]}`, row] as const);
  test.concurrent.each(rows)('%s', async (_, row) => {
    const world = withRights(
      'flux-v2-object',
      kubernetesPermissions.filter((one) => granted(one) && one !== row),
      googlePermissions.filter(reading),
    );
    const { code, report } = await diagnose(world);
    expect([0, 3]).toContain(code);
    expect(report.verdict).not.toBe('broken');
  });

  const permissions = [...new Set(googlePermissions.filter(reading).map(({ permission }) => permission))];
  test.concurrent.each(permissions)('%s, though nothing can be proved', async (permission) => {
    const world = withRights(
      'flux-v2',
      kubernetesPermissions.filter((one) => granted(one) && one.when !== 'proof'),
      googlePermissions.filter((one) => reading(one) && one.permission !== permission),
    );
    const { code, report } = await diagnose(world);
    expect([0, 3]).toContain(code);
    expect(report.verdict).not.toBe('broken');
  });

  test('none at all: inconclusive, and the one right that would settle it comes first', async () => {
    const { code, report } = await diagnose(withRights('flux-v2', [], []));
    expect([report.verdict, code]).toEqual(['inconclusive', 3]);
    expect(report.suspect?.code).toBe('kubernetes-permission-missing');
  });
});

describe('--permissions', () => {
  test('asks nobody, and tells every row', async () => {
    const { code, stdout, stderr } = await runDoctor(['doctor', '--permissions'], { KUBECONFIG: '/nonexistent' });
    expect([code, stderr]).toEqual([0, '']);
    for (const { resources } of kubernetesPermissions)
      for (const one of resources) expect(stdout).toContain(one.split('/')[0]);
    for (const { permission, role } of googlePermissions) {
      expect(stdout).toContain(permission);
      expect(stdout).toContain(role);
    }
    expect(stdout).toContain('imagerepositories.image.toolkit.fluxcd.io');
  });

  test('fills in what it is told', async () => {
    const told = [
      '-n',
      'apps',
      '--service-account',
      'scanner',
      '--project',
      'acme',
      '--gsa',
      'a@b.iam.gserviceaccount.com',
    ];
    const { stdout } = await runDoctor(['doctor', '--permissions', ...told], {});
    expect(stdout).toContain('kubectl -n apps create role flux-wi-prove');
    expect(stdout).toContain('--resource-name=scanner');
    expect(stdout).toContain('add-iam-policy-binding acme ');
    expect(stdout).toContain('add-iam-policy-binding b ');
    expect(stdout).not.toContain('KSA_NAMESPACE');
  });

  test('its commands are read by a shell, and each stops while a blank is open', () => {
    const commands = renderPermissions()
      .split('\n')
      .filter((line) => /^ {4}(?:kubectl|gcloud) /.test(line))
      .join('\n');
    execFileSync('sh', ['-n'], { input: commands });
    for (const line of commands.split('\n')) {
      // As far as it goes: what comes after `&&` stands on the next line.
      const alone = line.replace(/ &&$/, '');
      if (!alone.includes(':?')) continue;
      expect(
        () => execFileSync('sh', ['-c', alone.replace(/^ *(?:kubectl|gcloud)/, 'echo')], { stdio: 'pipe' }),
        alone,
      ).toThrow();
    }
    expect(commands.split('\n').length).toBeGreaterThan(20);
  });
});
