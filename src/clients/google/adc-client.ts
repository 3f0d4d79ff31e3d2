import type { AuthClient } from 'google-auth-library';
import type { NetFetch } from '../transport/net-fetch.ts';
import { unreadable } from './adc-file.ts';
import type { PlainCredentials } from './adc-file.ts';
import { gaxiosOptions } from './gaxios-options.ts';

type Library = typeof import('google-auth-library');

/**
 * google-auth-library's own class for a form of credentials, on our transport.
 *
 * @throws GoogleCredentialsError where the class does not take what stands in the file.
 */
export async function adcClient(credentials: PlainCredentials, fetch: NetFetch): Promise<AuthClient> {
  const { authLibrary: library } = await import('./auth-library.ts');
  try {
    return clientOf(library, credentials, {
      transporterOptions: gaxiosOptions(fetch),
      scopes: ['https://www.googleapis.com/auth/cloud-platform'],
    });
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message : 'the credentials file cannot be used');
  }
}

function clientOf(
  library: Library,
  credentials: PlainCredentials,
  options: { transporterOptions: ReturnType<typeof gaxiosOptions>; scopes: string[] },
): AuthClient {
  if (credentials.type === 'authorized_user') {
    return new library.UserRefreshClient({
      clientId: credentials.client_id,
      clientSecret: credentials.client_secret,
      refreshToken: credentials.refresh_token,
      ...options,
    });
  }
  if (credentials.type === 'service_account') {
    const { client_email: email, private_key: key, private_key_id: keyId } = credentials;
    return new library.JWT({ email, key, ...(keyId !== undefined && { keyId }), ...options });
  }
  // What these two take is checked by themselves; their types ask for more than the files hold.
  const config = { ...credentials, quota_project_id: undefined, ...options } as never;
  if (credentials.type === 'external_account') {
    const { environment_id: aws, executable } = credentials.credential_source;
    const Client = aws ? library.AwsClient : executable ? library.PluggableAuthClient : library.IdentityPoolClient;
    return onTransport(new Client(config), 'stsCredential');
  }
  return onTransport(new library.ExternalAccountAuthorizedUserClient(config), 'externalAccountAuthorizedUserHandler');
}

/** The part that asks for the token makes a transport of its own, whatever its client was given. */
function onTransport(client: AuthClient, part: string): AuthClient {
  const asker: unknown = Reflect.get(client, part);
  if (typeof asker === 'object' && asker !== null) Reflect.set(asker, 'transporter', client.transporter);
  return client;
}
