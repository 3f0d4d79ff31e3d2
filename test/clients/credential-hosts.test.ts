import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { foreignAddress } from '../../src/clients/google/credential-hosts.ts';
import { openGoogle } from '../../src/clients/google/open.ts';
import { Memo } from '../../src/engine/memo.ts';
import { makeFolder } from './folder.ts';
import { openTransport } from './opened.ts';
import { serveHttp } from './servers.ts';

const sts = 'https://sts.googleapis.com/v1/token';
const impersonation =
  'https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/g@p.iam.gserviceaccount.com:generateAccessToken';
const federation = {
  type: 'external_account',
  audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q',
  subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
  token_url: sts,
  service_account_impersonation_url: impersonation,
  credential_source: { file: '/token' },
};
const nowhere = { HOME: '/nonexistent' };

describe('a credentials file sends its tokens to Google alone', () => {
  test.each<[string, object]>([
    ['federation', federation],
    ['an endpoint of a region', { ...federation, token_url: 'https://sts.europe-west1.rep.googleapis.com/v1/token' }],
    [
      'a cloud’s own metadata server',
      { ...federation, credential_source: { url: 'http://169.254.169.254/metadata/identity/oauth2/token' } },
    ],
    [
      'AWS',
      {
        ...federation,
        credential_source: {
          environment_id: 'aws1',
          region_url: 'http://169.254.169.254/latest/meta-data/placement/availability-zone',
          regional_cred_verification_url: 'https://sts.{region}.amazonaws.com?Action=GetCallerIdentity',
        },
      },
    ],
  ])('%s is taken on its word', async (_, file) => {
    expect(await foreignAddress(file, nowhere, [])).toBeNull();
  });

  test.each<[string, object]>([
    ['a stranger’s STS', { ...federation, token_url: 'https://evil.example/v1/token' }],
    ['the same in camel case', { ...federation, tokenUrl: 'https://evil.example/v1/token' }],
    ['a lookalike', { ...federation, token_url: 'https://sts.googleapis.com.evil.example/v1/token' }],
    ['another lookalike', { ...federation, token_url: 'https://sts-googleapis.com/v1/token' }],
    ['a user before the host', { ...federation, token_url: 'https://sts.googleapis.com@evil.example/v1/token' }],
    ['a path that looks like a host', { ...federation, token_url: 'https://evil.example/.googleapis.com' }],
    ['plain http', { ...federation, token_url: 'http://sts.googleapis.com/v1/token' }],
    ['upper-case plain http', { ...federation, token_url: 'HTTP://sts.googleapis.com/v1/token' }],
    ['no address', { ...federation, token_url: 'sts.googleapis.com' }],
    ['a stranger’s IAM Credentials', { ...federation, service_account_impersonation_url: 'https://evil.example/x' }],
    ['a stranger’s subject', { ...federation, credential_source: { url: 'https://evil.example/token' } }],
    ['this machine, unasked', { ...federation, credential_source: { url: 'http://127.0.0.1:1/token' } }],
    ['the metadata address as STS', { ...federation, token_url: 'http://169.254.169.254/token' }],
    ['another universe', { ...federation, universe_domain: 'evil.example' }],
    ['another universe in camel case', { ...federation, universeDomain: 'evil.example' }],
    ['an address that we do not know of', { ...federation, new_endpoint: 'https://evil.example' }],
    ['a projects’ address', { ...federation, cloud_resource_manager_url: 'https://evil.example/v1/projects/' }],
  ])('%s is refused', async (_, file) => {
    expect(await foreignAddress(file, nowhere, [])).toMatch(/the credentials file would send its tokens to/);
  });

  test('the caller’s word allows a host, by https, or on this machine', async () => {
    const file = { ...federation, token_url: 'https://sts.corp.example:8443/v1/token' };
    expect(await foreignAddress(file, nowhere, ['sts.corp.example'])).toBeNull();
    expect(await foreignAddress(file, nowhere, ['sts.corp.example:8443'])).toBeNull();
    expect(await foreignAddress(file, nowhere, ['corp.example'])).not.toBeNull();
    const plain = { ...federation, token_url: 'http://sts.corp.example/v1/token' };
    expect(await foreignAddress(plain, nowhere, ['sts.corp.example'])).not.toBeNull();
    const local = { ...federation, credential_source: { url: 'http://127.0.0.1:9000/token' } };
    expect(await foreignAddress(local, nowhere, ['127.0.0.1'])).toBeNull();
  });

  test('gcloud’s own universe is Google’s', async () => {
    const file = {
      ...federation,
      token_url: 'https://sts.apis-other.goog/v1/token',
      universe_domain: 'apis-other.goog',
    };
    const named = { ...file, service_account_impersonation_url: undefined };
    expect(await foreignAddress(named, nowhere, [])).not.toBeNull();
    expect(
      await foreignAddress(named, { ...nowhere, CLOUDSDK_CORE_UNIVERSE_DOMAIN: 'apis-other.goog' }, []),
    ).toBeNull();
    await using folder = await makeFolder();
    await mkdir(join(folder.path, 'configurations'));
    await folder.write('active_config', 'work\n');
    await folder.write('configurations/config_work', '[auth]\nx = y\n[core]\nuniverse_domain = apis-other.goog\n');
    expect(await foreignAddress(named, { CLOUDSDK_CONFIG: folder.path }, [])).toBeNull();
  });
});

test.each(['external_account', 'external_account_authorized_user'])(
  'the stranger that an %s file names is never asked, unless the caller allows it',
  async (type) => {
    await using stranger = await serveHttp(() => ({
      body: { access_token: 'ya29.x', expires_in: 3600, token_type: 'Bearer' },
    }));
    await using folder = await makeFolder();
    const subject = await folder.write('subject', 'subject-jwt');
    const file = await folder.write(
      'adc.json',
      JSON.stringify({
        ...federation,
        type,
        service_account_impersonation_url: undefined,
        token_url: `http://127.0.0.1:${stranger.port}/token`,
        credential_source: { file: subject },
        refresh_token: 'refresh-me',
        client_id: 'i',
        client_secret: 'client-secret',
      }),
    );
    const env = { ...nowhere, GOOGLE_APPLICATION_CREDENTIALS: file };
    await using opened = openTransport(env);
    const open = (credentialHosts: readonly string[]) =>
      openGoogle({ transport: opened.transport, memo: new Memo(), env, signal: opened.signal, credentialHosts });
    await expect(open([]).operator()).rejects.toMatchObject({ name: 'GoogleCredentialsError', problem: 'unreadable' });
    expect(stranger.asked).toHaveLength(0);
    await open(['127.0.0.1']).operator();
    expect(stranger.asked).toHaveLength(1);
  },
);
