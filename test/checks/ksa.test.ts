import { describe, expect, test } from 'vitest';
import type { StoredObject } from '../../src/sandbox/world.ts';
import { codes, stored, world } from './changed-world.ts';
import { diagnose } from './diagnose.ts';

const name = 'image-reflector-controller';
const key = 'iam.gke.io/gcp-service-account';
const gsa = 'image-reflector@acme-prod.iam.gserviceaccount.com';
const annotated = { [key]: gsa };

function object(kind: string, namespace: string | undefined, over: Partial<StoredObject['metadata']>): StoredObject {
  return { apiVersion: 'v1', kind, metadata: { name, ...(namespace === undefined ? {} : { namespace }), ...over } };
}

test('a KSA that is not there, and the one that was meant', async () => {
  const changed = world();
  stored(changed, 'ServiceAccount').metadata.name = 'image-reflector-controler';
  const { ended } = await diagnose(changed);
  expect(ended('ksa')).toMatchObject({
    status: 'broken',
    findings: [{ code: 'ksa-not-found', args: { near: 'image-reflector-controler' } }],
  });
  expect(ended('ksa-annotation')).toMatchObject({ status: 'blocked', blockedBy: 'ksa' });
});

describe('the annotation', () => {
  test.each([
    [{ [key]: '' }, 'suspected', 'ksa-annotation-empty', { direct: true }],
    [{ [key]: "''" }, 'broken', 'ksa-annotation-empty', undefined],
    [{ [key]: 'image-reflector' }, 'broken', 'ksa-annotation-malformed', undefined],
    [{ 'iam.gke.io/gcp-serviceaccount': gsa }, 'suspected', 'ksa-annotation-misspelled', { direct: true }],
    [{ iam: `map[gke:map[io/gcp-service-account:${gsa}]]` }, 'suspected', 'helm-dots-unescaped', { direct: true }],
    [{}, 'suspected', 'ksa-annotation-missing', { direct: true }],
  ])('%j', async (annotations, status, code, fact) => {
    const changed = world();
    stored(changed, 'ServiceAccount').metadata.annotations = annotations;
    const settled = (await diagnose(changed)).ended('ksa-annotation');
    expect(settled).toMatchObject({ status, findings: [{ code }] });
    expect(settled.fact).toEqual(fact);
  });

  test('on the Deployment, where it does nothing', async () => {
    const changed = world();
    stored(changed, 'ServiceAccount').metadata.annotations = {};
    stored(changed, 'Deployment').metadata.annotations = annotated;
    expect((await diagnose(changed)).ended('ksa-annotation').findings).toMatchObject([
      { code: 'ksa-annotation-misspelled', args: { found: { kind: 'Deployment' }, likely: gsa } },
    ]);
  });

  test('on a KSA of the same name elsewhere, on the Service and on the namespace', async () => {
    const changed = world();
    stored(changed, 'ServiceAccount').metadata.annotations = {};
    changed.cluster.objects.push(
      object('ServiceAccount', 'default', { annotations: annotated }),
      object('Service', 'flux-system', { name: 'webhook', annotations: annotated }),
      object('Namespace', undefined, { name: 'flux-system', annotations: annotated }),
    );
    const [finding] = (await diagnose(changed)).ended('ksa-annotation').findings;
    expect(finding).toMatchObject({ code: 'ksa-annotation-missing', args: { gsa } });
    const places = finding?.code === 'ksa-annotation-missing' ? finding.args.elsewhere : [];
    expect(places.map(({ kind, namespace }) => `${kind} ${namespace}`)).toEqual([
      'ServiceAccount default',
      'Service flux-system',
      'Namespace ',
    ]);
  });
});

describe('a HelmRelease that owns the KSA', () => {
  const helm = 'helm.toolkit.fluxcd.io';
  const owned = (spec: object, status: object = {}) => {
    const changed = world();
    const { metadata } = stored(changed, 'ServiceAccount');
    metadata.annotations = {};
    metadata.labels = { [`${helm}/name`]: 'flux', [`${helm}/namespace`]: 'flux-system' };
    changed.cluster.customResources.push({
      group: helm,
      versions: ['v2'],
      plural: 'helmreleases',
      singular: 'helmrelease',
      kind: 'HelmRelease',
      namespaced: true,
    });
    changed.cluster.objects.push({
      apiVersion: `${helm}/v2`,
      kind: 'HelmRelease',
      metadata: { name: 'flux', namespace: 'flux-system' },
      spec,
      status,
    });
    return changed;
  };
  const values = (annotations: object) => ({ imageReflectionController: { serviceAccount: { annotations } } });

  test('whose values were split at the dots', async () => {
    const changed = owned({ values: values({ iam: { gke: { 'io/gcp-service-account': gsa } } }) });
    expect(await codes(changed, 'ksa-annotation')).toEqual(['suspected', 'helm-dots-unescaped']);
  });

  test('whose status has Helm’s words for that', async () => {
    const message = 'json: cannot unmarshal object into Go struct field .metadata.annotations of type string';
    const changed = owned({}, { conditions: [{ type: 'Ready', status: 'False', message }] });
    expect(await codes(changed, 'ksa-annotation')).toEqual(['suspected', 'helm-dots-unescaped']);
    expect(await codes(changed, 'ksa-owner')).toEqual(['warn', 'owner-not-applying']);
  });

  test('whose values have it under a key that the chart does not read', async () => {
    const changed = owned({ values: { imageReflectorController: { serviceAccount: { annotations: annotated } } } });
    expect((await diagnose(changed)).ended('ksa-annotation').findings).toMatchObject([
      {
        code: 'helm-values-key-wrong',
        args: { gsa, expectedKey: 'imageReflectionController.serviceAccount.annotations' },
      },
    ]);
  });

  test('which is suspended: the right value may wait in Git', async () => {
    const changed = owned({ suspend: true, values: values(annotated) });
    expect(await codes(changed, 'ksa-annotation')).toEqual(['suspected', 'ksa-annotation-missing']);
    expect(await codes(changed, 'ksa-owner')).toEqual(['warn', 'owner-not-applying']);
  });
});

test('two hands that write the annotation', async () => {
  const changed = world();
  const entry = (manager: string) => ({
    manager,
    operation: 'Update',
    apiVersion: 'v1',
    time: '2026-01-01T01:00:00Z',
    fieldsType: 'FieldsV1',
    fieldsV1: { 'f:metadata': { 'f:annotations': { [`f:${key}`]: {} } } },
  });
  stored(changed, 'ServiceAccount').metadata.managedFields = [entry('helm'), entry('Terraform')];
  expect((await diagnose(changed)).ended('ksa-owner').findings).toMatchObject([
    { code: 'ksa-owned-twice', args: { managers: ['helm', 'Terraform'] } },
  ]);
});

test('an account that Flux itself refuses for an object’s identity', async () => {
  const changed = world();
  const email = '123456789012-compute@developer.gserviceaccount.com';
  stored(changed, 'ServiceAccount').metadata.annotations = { [key]: email };
  expect(await codes(changed, 'gsa-email')).toEqual(['skipped']);
  stored(changed, 'ImageRepository')['spec'] = {
    ...(stored(changed, 'ImageRepository')['spec'] as object),
    serviceAccountName: name,
  };
  expect(await codes(changed, 'gsa-email')).toEqual(['broken', 'gsa-email-unsupported']);
});
