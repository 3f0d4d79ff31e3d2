import { describe, expect, test } from 'vitest';
import { imageRepository } from '../sandbox/kubernetes/small-world.ts';
import { codes, container, podSpecs, stored, world } from './changed-world.ts';
import { diagnose } from './diagnose.ts';

const name = 'image-reflector-controller';
const key = 'iam.gke.io/gcp-service-account';
const gsa = 'image-reflector@acme-prod.iam.gserviceaccount.com';

test('a healthy workload passes in all that is read of it', async () => {
  const { discovery, ended } = await diagnose(world());
  expect(discovery).toMatchObject({ missing: [], orphans: [], objectsSeen: 1, nonGoogle: 0 });
  for (const id of ['workload-running', 'workload-ksa', 'workload-host-network', 'workload-environment'])
    expect(ended(id)).toMatchObject({ status: 'pass', findings: [] });
  for (const id of ['workload-mesh', 'flux-version', 'object-watched', 'ksa', 'ksa-annotation', 'ksa-owner'])
    expect(ended(id)).toMatchObject({ status: 'pass', findings: [] });
  for (const id of ['node-metadata-server', 'metadata-egress'])
    expect(ended(id)).toMatchObject({ status: 'pass', findings: [] });
  expect(ended('ksa-annotation').fact).toEqual({ gsa });
});

describe('the workload', () => {
  test('on the host network', async () => {
    const changed = podSpecs(world(), (spec) => {
      spec.hostNetwork = true;
    });
    expect(await codes(changed, 'workload-host-network')).toEqual(['broken', 'workload-on-host-network']);
  });

  test('that does not start for a flag that its version does not know', async () => {
    const changed = podSpecs(world(), (spec) => container(spec).args?.push('--gcp-autologin-for-gcr'));
    expect(await codes(changed, 'workload-running')).toEqual(['warn', 'controller-flags-invalid']);
    stored(changed, 'Pod')['status'] = {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'False' }],
      containerStatuses: [
        {
          name: 'manager',
          restartCount: 9,
          state: { waiting: { reason: 'CrashLoopBackOff' } },
          lastState: { terminated: { exitCode: 2 } },
        },
      ],
    };
    expect(await codes(changed, 'workload-running')).toEqual(['broken', 'controller-flags-invalid']);
  });

  test.each([
    [{ conditions: [{ type: 'PodScheduled', status: 'False', message: '0/3 nodes are available' }] }, 'scheduling'],
    [{ containerStatuses: [{ name: 'manager', state: { waiting: { reason: 'ImagePullBackOff' } } }] }, 'image'],
    [{ containerStatuses: [{ name: 'manager', lastState: { terminated: { exitCode: 1 } } }] }, 'crash'],
    [{}, 'not-ready'],
  ])('that is not ready says why: %j', async (status, cause) => {
    const changed = world();
    stored(changed, 'Pod')['status'] = { phase: 'Pending', ...status };
    const { findings } = (await diagnose(changed)).ended('workload-running');
    expect(findings).toMatchObject([{ code: 'workload-not-running', args: { cause } }]);
  });

  test('beside an annotated KSA that nothing uses', async () => {
    const changed = podSpecs(world(), (spec) => {
      spec.serviceAccountName = 'default';
    });
    changed.cluster.objects.push({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'default', namespace: 'flux-system' },
    });
    const { ended } = await diagnose(changed);
    expect(ended('workload-ksa')).toMatchObject({
      status: 'suspected',
      findings: [{ code: 'workload-uses-other-ksa', args: { runsAs: 'default', annotated: name, gsa } }],
    });
  });

  test('with a key file, which from Flux 2.6 wins', async () => {
    const env = [{ name: 'GOOGLE_APPLICATION_CREDENTIALS', value: '/secrets/key.json' }];
    const changed = podSpecs(world(), (spec) => {
      container(spec).env = env;
    });
    expect(await codes(changed, 'workload-environment')).toEqual(['suspected', 'credentials-file-overrides-identity']);
    const before = podSpecs(changed, (spec) => {
      container(spec).image = `ghcr.io/fluxcd/${name}:v0.34.0`;
    });
    expect(await codes(before, 'workload-environment')).toEqual(['pass']);
  });

  test('behind a proxy, which until Flux 2.5 took the metadata call', async () => {
    const changed = podSpecs(world(), (spec) => {
      container(spec).env = [
        { name: 'HTTP_PROXY', value: 'http://user:secret@proxy' },
        { name: 'NO_PROXY', value: '.svc' },
      ];
    });
    expect(await codes(changed, 'workload-environment')).toEqual(['pass']);
    podSpecs(changed, (spec) => {
      container(spec).image = `ghcr.io/fluxcd/${name}:v0.34.0`;
    });
    const { findings } = (await diagnose(changed)).ended('workload-environment');
    expect(findings).toMatchObject([{ code: 'proxy-captures-metadata', args: { noProxy: '.svc' } }]);
    expect(JSON.stringify(findings)).not.toContain('secret');
  });

  test('with a sidecar of Istio, unless it spares the address', async () => {
    const changed = podSpecs(world(), (spec) =>
      spec.containers.push({ name: 'istio-proxy', image: 'istio/proxyv2:1.24' }),
    );
    expect(await codes(changed, 'workload-mesh')).toEqual(['suspected', 'mesh-blocks-metadata']);
    stored(changed, 'Pod').metadata.annotations = {
      'traffic.sidecar.istio.io/excludeOutboundIPRanges': '10.0.0.0/8,169.254.169.254/32',
    };
    expect(await codes(changed, 'workload-mesh')).toEqual(['pass']);
  });

  test('too old for Artifact Registry', async () => {
    const changed = podSpecs(world(), (spec) => {
      container(spec).image = `ghcr.io/fluxcd/${name}:v0.15.0`;
    });
    expect(await codes(changed, 'flux-version')).toEqual(['broken', 'flux-too-old-for-registry']);
  });

  test('whose selector leaves an object out', async () => {
    const changed = podSpecs(world(), (spec) =>
      container(spec).args?.push('--watch-label-selector=!sharding.fluxcd.io/key'),
    );
    const orphan = imageRepository('lost');
    orphan.metadata.labels = { 'sharding.fluxcd.io/key': 'gone' };
    changed.cluster.objects.push(orphan);
    const { findings } = (await diagnose(changed)).ended('object-watched');
    expect(findings).toMatchObject([{ code: 'object-not-watched', args: { name: 'lost' } }]);
  });

  test('older than the annotation', async () => {
    const changed = world();
    const pod = stored(changed, 'Pod');
    pod['status'] = { ...(pod['status'] as object), startTime: '2026-01-01T00:00:00Z' };
    stored(changed, 'ServiceAccount').metadata.managedFields = [
      {
        manager: 'kubectl-annotate',
        operation: 'Update',
        apiVersion: 'v1',
        time: '2026-01-01T01:00:00Z',
        fieldsType: 'FieldsV1',
        fieldsV1: { 'f:metadata': { 'f:annotations': { [`f:${key}`]: {} } } },
      },
    ];
    expect(await codes(changed, 'workload-age')).toEqual(['warn', 'workload-predates-annotation']);
  });
});
