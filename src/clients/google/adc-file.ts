import { readFile } from 'node:fs/promises';
import { homedir, platform } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { keepSecret } from '../../chain/known-secrets.ts';
import { GoogleCredentialsError } from '../api-error.ts';

const email = z.string().optional().catch(undefined);
const quota = { quota_project_id: z.string().optional().catch(undefined) };

/** The forms of an Application Default Credentials file that Google's libraries know, as far as they are read here. */
const plainSchema = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('authorized_user'),
    client_id: z.string(),
    client_secret: z.string(),
    refresh_token: z.string(),
    account: email,
    ...quota,
  }),
  z.looseObject({
    type: z.literal('service_account'),
    client_email: z.string(),
    private_key: z.string(),
    private_key_id: z.string().optional(),
    ...quota,
  }),
  z.looseObject({
    type: z.literal('external_account'),
    audience: z.string(),
    service_account_impersonation_url: z.string().optional(),
    credential_source: z.looseObject({ environment_id: z.unknown(), executable: z.unknown() }).partial(),
    ...quota,
  }),
  z.looseObject({ type: z.literal('external_account_authorized_user'), refresh_token: z.string(), ...quota }),
]);

const impersonatedSchema = z.looseObject({
  type: z.literal('impersonated_service_account'),
  service_account_impersonation_url: z.string(),
  source_credentials: plainSchema,
  delegates: z.array(z.string()).default([]),
  ...quota,
});

const adcSchema = z.discriminatedUnion('type', [...plainSchema.options, impersonatedSchema]);

export type PlainCredentials = z.infer<typeof plainSchema>;
export type AdcFile = z.infer<typeof adcSchema>;

/**
 * The file of the Application Default Credentials, found as every Google library finds it.
 *
 * @returns `null` where there is none.
 * @throws GoogleCredentialsError of problem `unreadable`.
 */
export async function readAdcFile(env: NodeJS.ProcessEnv): Promise<AdcFile | null> {
  const named = env['GOOGLE_APPLICATION_CREDENTIALS'] || env['google_application_credentials'];
  const path = named || wellKnown(env);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const absent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (absent && !named) return null;
    throw unreadable(
      named ? `GOOGLE_APPLICATION_CREDENTIALS names ${path}, which cannot be read` : `${path} cannot be read`,
    );
  }
  const parsed = adcSchema.safeParse(jsonOf(text));
  if (parsed.success) {
    keepSecretsOf(parsed.data);
    return parsed.data;
  }
  // Only where it is wrong: what stands there may be a secret.
  const where = parsed.error.issues.map(({ path: at }) => at.join('.')).filter((at) => at !== '');
  throw unreadable(`${path} is no credentials file${where.length === 0 ? '' : ` (${where.join(', ')})`}`);
}

/** Libraries are handed them plain. */
function keepSecretsOf(file: AdcFile): void {
  if (file.type === 'impersonated_service_account') return keepSecretsOf(file.source_credentials);
  for (const [name, value] of Object.entries(file)) {
    if (typeof value === 'string' && /secret|token$|private_key$/.test(name)) keepSecret(value);
  }
}

export function unreadable(message: string): GoogleCredentialsError {
  return new GoogleCredentialsError('unreadable', message);
}

function wellKnown(env: NodeJS.ProcessEnv): string {
  const base =
    env['CLOUDSDK_CONFIG'] ||
    (platform() === 'win32'
      ? join(env['APPDATA'] ?? '', 'gcloud')
      : join(env['HOME'] || homedir(), '.config', 'gcloud'));
  return join(base, 'application_default_credentials.json');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
