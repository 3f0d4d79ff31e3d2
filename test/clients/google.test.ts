import { generateKeyPairSync } from 'node:crypto';
import { access, chmod } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { GoogleCredentialsError } from '../../src/clients/api-error.ts';
import type { Google } from '../../src/clients/google.ts';
import { cloudPlatformReadOnly } from '../../src/clients/google.ts';
import { openGoogle } from '../../src/clients/google/open.ts';
import { Secret } from '../../src/clients/secret.ts';
import { Memo } from '../../src/engine/memo.ts';
import { makeFolder } from './folder.ts';
import { openTransport } from './opened.ts';
import { serveHttp, serveHttps, serveProxy } from './servers.ts';
import type { Answer, Asked, Behaviour } from './servers.ts';

const issued = 'urn:ietf:params:oauth:token-type:access_token';
const names = [
  'oauth2.googleapis.com',
  'sts.googleapis.com',
  'iam.googleapis.com',
  'iamcredentials.googleapis.com',
  'storage.googleapis.com',
  'cloudresourcemanager.googleapis.com',
];
const gsa = 'flux@acme.iam.gserviceaccount.com';

const user = { type: 'authorized_user', client_id: 'id', client_secret: 'cs', refresh_token: '1//refresh-token' };
const federation = {
  type: 'external_account',
  audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q',
  subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
  token_url: 'https://sts.googleapis.com/v1/token',
};
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

interface World {
  readonly google: Google;
  readonly asked: readonly Asked[];
  readonly log: readonly string[];
}

interface Setting {
  readonly credentials?: object;
  readonly billingProject?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Google under its real names, reached by a proxy alone; credentials as a file. */
async function withGoogle<T>(behave: Behaviour, setting: Setting, use: (world: World) => Promise<T>): Promise<T> {
  await using folder = await makeFolder();
  await using server = await serveHttps(names, 'trusted', behave);
  await using proxy = await serveProxy(server.port);
  const subject = await folder.write('subject', 'subject-jwt');
  const { credentials } = setting;
  const file =
    credentials === undefined
      ? {}
      : {
          GOOGLE_APPLICATION_CREDENTIALS: await folder.write(
            'adc.json',
            JSON.stringify(credentials).replaceAll('SUBJECT', subject),
          ),
        };
  const env = { HTTPS_PROXY: proxy.url, HOME: folder.path, METADATA_SERVER_DETECTION: 'none', ...file, ...setting.env };
  await using opened = openTransport(env);
  const google = openGoogle({
    transport: opened.transport,
    memo: new Memo(),
    env,
    signal: opened.signal,
    billingProject: setting.billingProject,
  });
  return await use({ google, asked: server.asked, log: opened.log });
}

/** Every endpoint answers well. */
function healthy({ host, path }: Asked): Answer {
  if (host === 'oauth2.googleapis.com')
    return { body: { access_token: 'ya29.user', expires_in: 3600, token_type: 'Bearer' } };
  if (host === 'sts.googleapis.com') {
    return {
      body: { access_token: 'ya29.federated', expires_in: 3600, token_type: 'Bearer', issued_token_type: issued },
    };
  }
  if (path.includes(':generateAccessToken')) {
    return { body: { accessToken: 'ya29.gsa', expireTime: '2030-01-02T03:04:05Z' } };
  }
  if (path.includes(':testIamPermissions')) return { body: {} };
  if (host === 'storage.googleapis.com' && path.endsWith('/b/b'))
    return { body: { kind: 'storage#bucket', name: 'b' } };
  if (host === 'storage.googleapis.com')
    return { body: { kind: 'storage#objects', items: [{ name: 'a' }], prefixes: ['p/'] } };
  return { body: {} };
}

describe('Application Default Credentials', () => {
  test.each<[string, object, string, string | null]>([
    ['a person', user, 'ya29.user', null],
    ['a person whose file names them', { ...user, account: 'jo@acme.example' }, 'ya29.user', 'jo@acme.example'],
    [
      'a service account’s key',
      { type: 'service_account', client_email: gsa, private_key: privateKey, private_key_id: 'k', project_id: 'acme' },
      'ya29.user',
      gsa,
    ],
    ['federation', { ...federation, credential_source: { file: 'SUBJECT' } }, 'ya29.federated', null],
    [
      'federation into a service account',
      {
        ...federation,
        credential_source: { file: 'SUBJECT' },
        service_account_impersonation_url: `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${gsa}:generateAccessToken`,
      },
      'ya29.gsa',
      gsa,
    ],
    [
      'a federated person',
      {
        ...federation,
        type: 'external_account_authorized_user',
        refresh_token: 'r',
        client_id: 'i',
        client_secret: 's',
        token_url: 'https://sts.googleapis.com/v1/oauthtoken',
      },
      'ya29.federated',
      null,
    ],
    [
      'a person as a service account',
      {
        type: 'impersonated_service_account',
        service_account_impersonation_url: `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${gsa}:generateAccessToken`,
        source_credentials: user,
        delegates: [],
      },
      'ya29.gsa',
      gsa,
    ],
  ])('%s: by the proxy, without retries of the library', async (_, credentials, token, account) => {
    await withGoogle(healthy, { credentials }, async ({ google, asked, log }) => {
      const operator = await google.operator();
      expect((await operator.token())?.reveal()).toBe(token);
      expect(operator.account).toBe(account);
      expect(operator.label).toBe(account === null ? 'operator' : `operator ${account}`);
      const before = asked.length;
      expect(before).toBeGreaterThan(0);
      await google.operator();
      await operator.token();
      expect(asked).toHaveLength(before);
      expect(log.join('\n')).not.toMatch(/ya29|refresh-token|subject-jwt|PRIVATE KEY/);
    });
  });

  test.each<[string, number, object, GoogleCredentialsError['problem']]>([
    [
      'session control',
      400,
      {
        error: 'invalid_grant',
        error_subtype: 'invalid_rapt',
        error_description: 'reauth related error (invalid_rapt)',
      },
      'log-in-again',
    ],
    [
      'session control, other subtype',
      400,
      { error: 'invalid_grant', error_subtype: 'rapt_required', error_description: 'x' },
      'log-in-again',
    ],
    ['revoked', 400, { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' }, 'revoked'],
    ['vague', 400, { error: 'invalid_grant', error_description: 'Bad Request' }, 'log-in-again'],
    ['disabled', 400, { error: 'invalid_grant', error_description: 'Robot is disabled.' }, 'account-disabled'],
    ['deleted', 400, { error: 'invalid_grant', error_description: 'The account has been deleted' }, 'account-disabled'],
    ['policy', 400, { error: 'admin_policy_enforced' }, 'policy'],
    ['client gone', 401, { error: 'invalid_client', error_description: 'The OAuth client was not found.' }, 'revoked'],
  ])('%s', async (_, status, body, problem) => {
    await withGoogle(
      () => ({ status, body }),
      { credentials: user },
      async ({ google, asked }) => {
        const error: unknown = await google.operator().catch((thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(GoogleCredentialsError);
        expect(error).toMatchObject({ problem });
        expect(asked).toHaveLength(1);
      },
    );
  });

  test('a token endpoint that does not answer says nothing of the credentials', async () => {
    await withGoogle(
      () => ({ status: 503, headers: { 'retry-after': '0' }, body: { error: 'unavailable' } }),
      { credentials: user },
      async ({ google, asked }) => {
        await expect(google.operator()).rejects.toMatchObject({ name: 'ApiError', kind: 'nonsense' });
        // Ours alone: the library would ask three times more for each.
        expect(asked).toHaveLength(4);
      },
    );
  });

  test('none at all', async () => {
    await withGoogle(healthy, {}, async ({ google }) => {
      await expect(google.operator()).rejects.toMatchObject({ problem: 'missing' });
    });
  });

  test.each<[string, object | null]>([
    ['that is not there', null],
    ['of no known form', { type: 'password', secret: 's3cret' }],
    ['that lacks a field', { type: 'authorized_user', client_id: 's3cret' }],
    ['whose key is none', { type: 'service_account', client_email: gsa, private_key: 's3cret' }],
  ])('a file %s is unreadable, and nothing of it is told', async (_, credentials) => {
    const setting =
      credentials === null ? { env: { GOOGLE_APPLICATION_CREDENTIALS: '/nowhere/adc.json' } } : { credentials };
    await withGoogle(healthy, setting, async ({ google }) => {
      const error: unknown = await google.operator().catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ name: 'GoogleCredentialsError', problem: 'unreadable' });
      expect(String(error)).not.toContain('s3cret');
    });
  });
});

describe('on the wire', () => {
  test('STS is asked in a form, as nobody', async () => {
    await withGoogle(healthy, {}, async ({ google, asked }) => {
      const { token, expiresIn } = await google.exchange(new Secret('ksa-jwt'), 'identitynamespace:p:i', 'KSA a/b');
      expect(token.reveal()).toBe('ya29.federated');
      expect(expiresIn).toBe(3600);
      expect(asked[0]?.headers).not.toHaveProperty('authorization');
      expect(Object.fromEntries(new URLSearchParams(asked[0]?.body))).toEqual({
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        audience: 'identitynamespace:p:i',
        scope: 'https://www.googleapis.com/auth/cloud-platform',
        requested_token_type: 'urn:ietf:params:oauth:token-type:access_token',
        subject_token: 'ksa-jwt',
        subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      });
    });
  });

  test('the SDK of IAM Credentials goes by the proxy, as the caller, for 300 seconds', async () => {
    await withGoogle(healthy, {}, async ({ google, asked }) => {
      const caller = google.callerWith(new Secret('federated'), 'KSA a/b', null);
      const { token, expireTime } = await google.generateAccessToken(caller, gsa, [cloudPlatformReadOnly]);
      expect(token.reveal()).toBe('ya29.gsa');
      expect(expireTime).toBe('2030-01-02T03:04:05.000Z');
      expect(asked).toHaveLength(1);
      expect(asked[0]?.headers['authorization']).toBe('Bearer federated');
      expect(asked[0]?.headers).not.toHaveProperty('x-goog-user-project');
      expect(JSON.parse(asked[0]?.body ?? '')).toEqual({ scope: [cloudPlatformReadOnly], lifetime: '300s' });
    });
  });

  test('the SDK of Cloud Storage goes by the proxy, as the caller, even where an emulator is set', async () => {
    const emulator = process.env['STORAGE_EMULATOR_HOST'];
    process.env['STORAGE_EMULATOR_HOST'] = 'http://127.0.0.1:9';
    try {
      await withGoogle(healthy, {}, async ({ google, asked }) => {
        const caller = google.callerWith(new Secret('token'), 'GSA g', null);
        expect(await google.bucketObjects(caller, 'artifacts.acme.appspot.com', 'x/')).toEqual(['a']);
        expect(asked[0]).toMatchObject({ host: 'storage.googleapis.com', headers: { authorization: 'Bearer token' } });
        expect(asked[0]?.path).toContain('/storage/v1/b/artifacts.acme.appspot.com/o?');
      });
    } finally {
      if (emulator === undefined) delete process.env['STORAGE_EMULATOR_HOST'];
      else process.env['STORAGE_EMULATOR_HOST'] = emulator;
    }
  });

  test('refusals of the SDKs are read like all others, after our own retries alone', async () => {
    const unavailable = { error: { code: 503, message: 'The service is unavailable.', status: 'UNAVAILABLE' } };
    const denied = {
      error: {
        code: 403,
        message: "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).",
        status: 'PERMISSION_DENIED',
        details: [
          {
            reason: 'IAM_PERMISSION_DENIED',
            domain: 'iam.googleapis.com',
            metadata: { permission: 'iam.serviceAccounts.getAccessToken' },
          },
        ],
      },
    };
    await withGoogle(
      () => ({ status: 403, body: denied }),
      {},
      async ({ google, asked }) => {
        const caller = google.callerWith(new Secret('t'), 'KSA a/b', null);
        await expect(google.generateAccessToken(caller, gsa, [cloudPlatformReadOnly])).rejects.toMatchObject({
          name: 'ApiError',
          kind: 'refused',
          details: { as: 'KSA a/b', permission: 'iam.serviceAccounts.getAccessToken' },
        });
        await expect(google.bucketExists(caller, 'b')).rejects.toMatchObject({ name: 'ApiError', kind: 'refused' });
        expect(asked).toHaveLength(2);
      },
    );
    await withGoogle(
      () => ({ status: 503, headers: { 'retry-after': '0' }, body: unavailable }),
      {},
      async ({ google, asked }) => {
        const caller = google.callerWith(new Secret('t'), 'KSA a/b', null);
        await expect(google.generateAccessToken(caller, gsa, [cloudPlatformReadOnly])).rejects.toMatchObject({
          kind: 'not-yet',
        });
        expect(asked).toHaveLength(4);
      },
    );
  });

  test('the same caller asks once, another asks anew', async () => {
    await withGoogle(healthy, {}, async ({ google, asked }) => {
      const one = google.callerWith(new Secret('one'), 'GSA g', null);
      await google.serviceAccountExists(one, gsa);
      await google.serviceAccountExists(google.callerWith(new Secret('one'), 'GSA g', null), gsa);
      expect(asked).toHaveLength(1);
      await google.serviceAccountExists(google.callerWith(new Secret('two'), 'GSA g', null), gsa);
      expect(asked).toHaveLength(2);
    });
  });
});

test.each(['roles/..', 'roles/../../v1/projects', 'roles//x', ''])(
  'the role %j, as it may stand in a policy, does not lead elsewhere',
  async (role) => {
    await withGoogle(healthy, {}, async ({ google, asked }) => {
      const caller = google.callerWith(new Secret('t'), 'GSA g', null);
      await expect(google.rolePermissions(caller, role)).rejects.toMatchObject({ name: 'ApiError', kind: 'nonsense' });
      expect(asked).toEqual([]);
    });
  },
);

test('what stands in an annotation names a resource, and moves no cursor', async () => {
  await withGoogle(
    () => ({ status: 404, body: { error: { code: 404, message: 'Unknown service account', status: 'NOT_FOUND' } } }),
    {},
    async ({ google, log }) => {
      const caller = google.callerWith(new Secret('t'), 'GSA g', null);
      await google.serviceAccountExists(caller, 'x\u001b[31m@p.iam.gserviceaccount.com');
      expect(log.join('\n')).toContain('serviceAccounts/x@p.iam');
    },
  );
});

test('no gcloud is started, whatever the libraries would like to know', async () => {
  await using folder = await makeFolder();
  const marker = join(folder.path, 'started');
  const stub = await folder.write('gcloud', `#!/bin/sh\necho "$@" >> ${marker}\necho '{}'\n`);
  await chmod(stub, 0o755);
  const { PATH } = process.env;
  process.env['PATH'] = `${folder.path}${delimiter}${PATH ?? ''}`;
  try {
    await withGoogle(healthy, { credentials: user }, async ({ google }) => {
      const operator = await google.operator();
      await google.generateAccessToken(operator, gsa, [cloudPlatformReadOnly]);
      await google.bucketExists(operator, 'b');
      await google.serviceAccountExists(operator, gsa);
    });
  } finally {
    process.env['PATH'] = PATH;
  }
  await expect(access(marker)).rejects.toMatchObject({ code: 'ENOENT' });
});

describe('whose quota', () => {
  const off = {
    error: {
      code: 403,
      message: 'X has not been used in project 764086051850 before or it is disabled.',
      status: 'PERMISSION_DENIED',
      details: [
        {
          reason: 'SERVICE_DISABLED',
          domain: 'googleapis.com',
          metadata: { consumer: 'projects/764086051850', service: 'iam.googleapis.com' },
        },
      ],
    },
  };
  const credentials = { ...user, quota_project_id: 'mine' };
  /** The API is off in the project of the program that made the credential, and on in `mine`. */
  const offElsewhere = (asked: Asked): Answer => {
    if (asked.host === 'oauth2.googleapis.com' || asked.headers['x-goog-user-project'] === 'mine')
      return healthy(asked);
    return { status: 403, body: off };
  };

  test('none is named, unless a refusal speaks of another’s: then once the credentials’ own', async () => {
    await withGoogle(offElsewhere, { credentials }, async ({ google, asked }) => {
      expect(await google.serviceAccountExists(await google.operator(), gsa)).toBe(true);
      expect(asked.map((one) => one.headers['x-goog-user-project'])).toEqual([undefined, undefined, 'mine']);
    });
  });

  test('where that is refused as well, the first refusal stands', async () => {
    await withGoogle(
      (asked) => (asked.host === 'oauth2.googleapis.com' ? healthy(asked) : { status: 403, body: off }),
      { credentials },
      async ({ google, asked }) => {
        const caller = await google.operator();
        await expect(google.serviceAccountExists(caller, gsa)).rejects.toMatchObject({ kind: 'api-disabled' });
        expect(asked).toHaveLength(3);
      },
    );
  });

  test('never on a token that is not the operator’s', async () => {
    await withGoogle(offElsewhere, { credentials, billingProject: 'asked' }, async ({ google, asked }) => {
      await google.operator();
      const caller = google.callerWith(new Secret('federated'), 'KSA a/b', null);
      await expect(google.serviceAccountExists(caller, gsa)).rejects.toMatchObject({ kind: 'api-disabled' });
      expect(asked.map((one) => one.headers['x-goog-user-project'])).toEqual([undefined, undefined]);
    });
  });

  test('--billing-project is sent from the start', async () => {
    await withGoogle(healthy, { credentials: user, billingProject: 'asked' }, async ({ google, asked }) => {
      await google.serviceAccountExists(await google.operator(), gsa);
      expect(asked.at(-1)?.headers['x-goog-user-project']).toBe('asked');
    });
  });
});

describe('the metadata server', () => {
  const gke = { server: 'GKE Metadata Server', 'metadata-flavor': 'Google' };
  const answer = ({ path }: Asked): Answer => {
    if (path.endsWith('/email')) return { headers: gke, body: gsa };
    if (path.includes('/token'))
      return { headers: gke, body: { access_token: 'ya29.pod', expires_in: 3600, token_type: 'Bearer' } };
    return { headers: gke, body: 'computeMetadata/\n' };
  };
  const open = async <T>(
    behave: Behaviour,
    use: (google: Google, asked: readonly Asked[]) => Promise<T>,
  ): Promise<T> => {
    await using folder = await makeFolder();
    await using server = await serveHttp(behave);
    // A proxy that nobody listens on: who asked it would fail.
    const env = {
      GCE_METADATA_HOST: `127.0.0.1:${server.port}`,
      HTTP_PROXY: 'http://127.0.0.1:9',
      ALL_PROXY: 'http://127.0.0.1:9',
      HOME: folder.path,
    };
    await using opened = openTransport(env);
    return await use(
      openGoogle({ transport: opened.transport, memo: new Memo(), env, signal: opened.signal }),
      server.asked,
    );
  };

  test('of GKE is told by its name, and gives a token', async () => {
    await open(answer, async (google, asked) => {
      expect(await google.metadataServer()).toEqual({ isGke: true, email: gsa });
      expect((await google.metadataToken()).token.reveal()).toBe('ya29.pod');
      expect(asked.every((one) => one.headers['metadata-flavor'] === 'Google')).toBe(true);
      const operator = await google.operator();
      expect(operator).toMatchObject({ label: `operator ${gsa}`, account: gsa });
    });
  });

  test('of a plain machine is not GKE’s', async () => {
    const plain = { server: 'Metadata Server for VM', 'metadata-flavor': 'Google' };
    await open(
      (asked) => ({ ...answer(asked), headers: plain }),
      async (google) => {
        expect(await google.metadataServer()).toEqual({ isGke: false, email: gsa });
      },
    );
  });

  test('somebody else’s server is none', async () => {
    await open(
      () => ({ body: 'welcome' }),
      async (google) => {
        expect(await google.metadataServer()).toBeNull();
        await expect(google.operator()).rejects.toMatchObject({ problem: 'missing' });
      },
    );
  });

  test('hands on what IAM said', async () => {
    const text =
      "Unable to generate access token; IAM returned 403 Forbidden: Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).\nThis error could be caused by a missing IAM policy binding on the target IAM service account.\n";
    await open(
      (asked) => (asked.path.includes('/token') ? { status: 403, body: text } : answer(asked)),
      async (google) => {
        await expect(google.metadataToken()).rejects.toMatchObject({
          kind: 'refused',
          details: { api: 'metadata.token', permission: 'iam.serviceAccounts.getAccessToken' },
        });
      },
    );
  });
});
