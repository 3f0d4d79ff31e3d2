import { describe, expect, test } from 'vitest';
import type { StoredObject } from '../../../src/sandbox/world.ts';
import { patch, post, served } from './served.ts';
import type { Served } from './served.ts';
import { smallWorld, withAdmin } from './small-world.ts';

const ksaPath = '/api/v1/namespaces/flux-system/serviceaccounts/image-reflector-controller';
const deploymentPath = '/apis/apps/v1/namespaces/flux-system/deployments/image-reflector-controller';
const repositoryPath = '/apis/image.toolkit.fluxcd.io/v1/namespaces/flux-system/imagerepositories/api';
const key = 'iam.gke.io/gcp-service-account';

function annotate(value: string | null) {
  return patch('merge-patch', { metadata: { annotations: { [key]: value } } });
}

function pods({ world }: Served): StoredObject[] {
  return world.cluster.objects.filter((object) => object.kind === 'Pod');
}

function metadataOf(json: Record<string, unknown>): StoredObject['metadata'] {
  return json['metadata'] as StoredObject['metadata'];
}

describe('annotations', () => {
  test('a new value is the writer’s, and one write', async () => {
    const { ask, writes } = await served(withAdmin(smallWorld()));
    const { json } = await ask(
      `${ksaPath}?fieldManager=kubectl-annotate`,
      annotate('new@acme-prod.iam.gserviceaccount.com'),
    );
    expect(metadataOf(json).annotations?.[key]).toBe('new@acme-prod.iam.gserviceaccount.com');
    expect(metadataOf(json).managedFields).toMatchObject([
      {
        manager: 'kubectl-annotate',
        operation: 'Update',
        fieldsV1: { 'f:metadata': { 'f:annotations': { [`f:${key}`]: {} } } },
      },
    ]);
    expect(writes()).toBe(1);
  });

  test('the same value again leaves no trace', async () => {
    const { ask, writes } = await served(withAdmin(smallWorld()));
    const first = await ask(ksaPath, annotate('a@b.iam.gserviceaccount.com'));
    const second = await ask(`${ksaPath}?fieldManager=other`, annotate('a@b.iam.gserviceaccount.com'));
    expect(second.json).toEqual(first.json);
    expect(writes()).toBe(1);
  });

  test('the field moves to whoever wrote it last', async () => {
    const { ask } = await served(withAdmin(smallWorld()));
    await ask(`${ksaPath}?fieldManager=first`, annotate('a@b.iam.gserviceaccount.com'));
    const { json } = await ask(`${ksaPath}?fieldManager=second`, annotate('c@d.iam.gserviceaccount.com'));
    expect(metadataOf(json).managedFields).toMatchObject([{ manager: 'second' }]);
  });

  test('gone is gone', async () => {
    const { ask } = await served(withAdmin(smallWorld()));
    const { json } = await ask(ksaPath, annotate(null));
    expect(metadataOf(json).annotations).toEqual({});
  });

  test('a key with an equals sign is refused', async () => {
    const { ask } = await served(withAdmin(smallWorld()));
    const told = await ask(ksaPath, patch('merge-patch', { metadata: { annotations: { 'iam.gke.io/x=y@z': '' } } }));
    expect(told.status).toBe(422);
    expect(told.json['message']).toMatch(
      /^ServiceAccount "image-reflector-controller" is invalid: metadata.annotations: Invalid value: "iam.gke.io\/x=y@z": name part/,
    );
  });

  test('a value that is no text is refused as Go refuses it', async () => {
    const { ask } = await served(withAdmin(smallWorld()));
    const told = await ask(ksaPath, patch('merge-patch', { metadata: { annotations: { iam: { gke: 'x' } } } }));
    expect([told.status, told.json['message']]).toEqual([
      400,
      'ServiceAccount in version "v1" cannot be handled as a ServiceAccount: json: cannot unmarshal object into Go struct field ObjectMeta.metadata.annotations of type string',
    ]);
  });

  test('a dry run changes nothing', async () => {
    const { ask, writes } = await served(withAdmin(smallWorld()));
    const { json } = await ask(`${ksaPath}?dryRun=All`, annotate('x@y.iam.gserviceaccount.com'));
    expect(metadataOf(json).annotations?.[key]).toBe('x@y.iam.gserviceaccount.com');
    expect(writes()).toBe(0);
  });
});

describe('server-side apply', () => {
  const apply = (value: string): RequestInit => ({
    method: 'PATCH',
    headers: { 'content-type': 'application/apply-patch+yaml' },
    body: `apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: image-reflector-controller\n  annotations:\n    ${key}: ${value}\n`,
  });

  test('another manager’s value is a conflict, unless forced', async () => {
    const { ask } = await served(withAdmin(smallWorld()));
    await ask(`${ksaPath}?fieldManager=kubectl-annotate`, annotate('a@b.iam.gserviceaccount.com'));
    const refused = await ask(`${ksaPath}?fieldManager=flux`, apply('c@d.iam.gserviceaccount.com') as never);
    expect(refused.status).toBe(409);
    expect(refused.json['message']).toBe(
      `Apply failed with 1 conflict: conflict with "kubectl-annotate": .metadata.annotations.${key}`,
    );
    const forced = await ask(`${ksaPath}?fieldManager=flux&force=true`, apply('c@d.iam.gserviceaccount.com') as never);
    expect(metadataOf(forced.json).annotations?.[key]).toBe('c@d.iam.gserviceaccount.com');
    expect(metadataOf(forced.json).managedFields).toMatchObject([{ manager: 'flux', operation: 'Apply' }]);
  });
});

describe('deployments', () => {
  test('a changed template makes new pods of it', async () => {
    const cluster = await served(withAdmin(smallWorld()));
    const [before] = pods(cluster);
    const template = {
      spec: { hostNetwork: true, containers: [{ name: 'manager', env: [{ name: 'A', value: 'b' }] }] },
    };
    await cluster.ask(deploymentPath, patch('strategic-merge-patch', { spec: { template } }));
    const after = pods(cluster);
    expect(after).toHaveLength(1);
    expect(after[0]?.metadata.name).not.toBe(before?.metadata.name);
    expect(after[0]?.['spec']).toMatchObject({
      hostNetwork: true,
      nodeName: 'gke-prod-1-pool-1',
      serviceAccountName: 'image-reflector-controller',
      containers: [
        {
          image: 'ghcr.io/fluxcd/image-reflector-controller:v1.0.1',
          env: [
            { name: 'RUNTIME_NAMESPACE', value: 'flux-system' },
            { name: 'A', value: 'b' },
          ],
        },
      ],
    });
  });

  test('an argument can be added by JSON patch', async () => {
    const cluster = await served(withAdmin(smallWorld()));
    const path = '/spec/template/spec/containers/0/args/-';
    await cluster.ask(deploymentPath, patch('json-patch', [{ op: 'add', path, value: '--feature-gates=X=true' }]));
    const [pod] = pods(cluster);
    expect(JSON.stringify(pod?.['spec'])).toContain('"--feature-gates=X=true"]');
  });

  test('a label leaves the pods alone', async () => {
    const cluster = await served(withAdmin(smallWorld()));
    const [before] = pods(cluster);
    await cluster.ask(deploymentPath, patch('merge-patch', { metadata: { labels: { a: 'b' } } }));
    expect(pods(cluster)).toEqual([before]);
  });

  test('a deleted pod comes back under another name', async () => {
    const cluster = await served(withAdmin(smallWorld()));
    const [before] = pods(cluster);
    await cluster.ask(`/api/v1/namespaces/flux-system/pods/${before?.metadata.name ?? ''}`, { method: 'DELETE' });
    const after = pods(cluster);
    expect(after).toHaveLength(1);
    expect(after[0]?.metadata.uid).not.toBe(before?.metadata.uid);
  });

  test('no pod runs as a KSA that is not there, and an event says so', async () => {
    const cluster = await served(withAdmin(smallWorld()));
    const template = { spec: { serviceAccountName: 'nope' } };
    await cluster.ask(deploymentPath, patch('strategic-merge-patch', { spec: { template } }));
    expect(pods(cluster)).toEqual([]);
    const event = cluster.world.cluster.objects.find((object) => object.kind === 'Event');
    expect(event).toMatchObject({ type: 'Warning', reason: 'FailedCreate' });
    expect(event?.['message']).toMatch(
      /error looking up service account flux-system\/nope: serviceaccount "nope" not found$/,
    );
  });

  test('scaled to none and back', async () => {
    const cluster = await served(withAdmin(smallWorld()));
    await cluster.ask(`${deploymentPath}/scale`, patch('merge-patch', { spec: { replicas: 0 } }));
    expect(pods(cluster)).toEqual([]);
    const { json } = await cluster.ask(`${deploymentPath}/scale`, patch('merge-patch', { spec: { replicas: 2 } }));
    expect(json).toMatchObject({ kind: 'Scale', spec: { replicas: 2 }, status: { replicas: 2 } });
    expect(pods(cluster)).toHaveLength(2);
  });
});

describe('objects', () => {
  test('a changed spec is a new generation; its status is written apart', async () => {
    const { ask } = await served(withAdmin(smallWorld()));
    const changed = await ask(
      repositoryPath,
      patch('merge-patch', { spec: { provider: 'generic' }, status: { a: 1 } }),
    );
    expect(metadataOf(changed.json).generation).toBe(2);
    expect(changed.json['status']).toBeUndefined();
    const told = await ask(
      `${repositoryPath}/status`,
      patch('merge-patch', { status: { a: 1 }, spec: { provider: 'x' } }),
    );
    expect(told.json).toMatchObject({ spec: { provider: 'generic' }, status: { a: 1 } });
    expect(metadataOf(told.json).generation).toBe(2);
  });

  test('custom resources know no strategic merge', async () => {
    const { ask } = await served(withAdmin(smallWorld()));
    const told = await ask(repositoryPath, patch('strategic-merge-patch', { spec: {} }));
    expect(told.status).toBe(415);
    expect(told.json['message']).toBe(
      'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml',
    );
  });

  test('created, there already, deleted, gone', async () => {
    const { ask } = await served(withAdmin(smallWorld()));
    const path = '/api/v1/namespaces/flux-system/serviceaccounts';
    const body = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'new' } };
    const created = await ask(path, post(body));
    expect(created.status).toBe(201);
    expect(metadataOf(created.json).uid).toMatch(/^[0-9a-f-]{36}$/);
    expect((await ask(path, post(body))).json['reason']).toBe('AlreadyExists');
    expect((await ask(`${path}/new`, { method: 'DELETE' })).status).toBe(200);
    expect((await ask(`${path}/new`)).status).toBe(404);
  });

  test('an outdated copy is not written over a newer one', async () => {
    const { ask } = await served(withAdmin(smallWorld()));
    const { json } = await ask(ksaPath);
    await ask(ksaPath, annotate('x@y.iam.gserviceaccount.com'));
    const told = await ask(ksaPath, { ...post(json), method: 'PUT' });
    expect([told.status, told.json['reason']]).toEqual([409, 'Conflict']);
  });
});
