import * as z from 'zod';
import type { Google } from '../google.ts';
import type { Transport } from '../transport/transport.ts';
import { exists } from './iam.ts';
import { policyOf, policySchema, policyVersion } from './policy.ts';
import { read } from './requests.ts';
import type { GoogleRequests } from './requests.ts';

const bucketSchema = z.looseObject({ kind: z.literal('storage#bucket') });
const objectSchema = z.looseObject({ kind: z.literal('storage#object') });
const objectsSchema = z.looseObject({ kind: z.literal('storage#objects') });

type Buckets = Pick<Google, 'bucketObjects' | 'bucketObject' | 'bucketExists' | 'bucketPolicy'>;

/** Cloud Storage, where Container Registry kept its images and Flux's Buckets are, by `@google-cloud/storage`. */
export function bucketsOn(requests: GoogleRequests): Buckets {
  const bucketOf = async (headers: Readonly<Record<string, string>>, name: string) =>
    (await storageOn(requests.transport, headers)).bucket(name);
  return {
    bucketObjects: (caller, bucket, prefix) => {
      const method = { api: 'storage.objects.list', resource: `buckets/${bucket}` };
      return requests.remembered(caller, method, prefix, () =>
        requests.call(caller, method, async (headers) => {
          const query = { prefix, maxResults: 10, autoPaginate: false };
          const [files, , answer] = await (await bucketOf(headers, bucket)).getFiles(query);
          read(objectsSchema, answer);
          return files.map(({ name }) => name);
        }),
      );
    },

    bucketExists: (caller, bucket) => {
      const method = { api: 'storage.buckets.get', resource: `buckets/${bucket}` };
      return requests.remembered(caller, method, null, () =>
        exists(
          requests.call(caller, method, async (headers) => {
            const [metadata] = await (await bucketOf(headers, bucket)).getMetadata();
            return read(bucketSchema, metadata);
          }),
        ),
      );
    },

    bucketObject: (caller, bucket, name) => {
      const method = { api: 'storage.objects.get', resource: `buckets/${bucket}` };
      return requests.remembered(caller, method, name, () =>
        requests.call(caller, method, async (headers) => {
          const [metadata] = await (await bucketOf(headers, bucket)).file(name).getMetadata();
          read(objectSchema, metadata);
        }),
      );
    },

    bucketPolicy: (caller, bucket) => {
      const method = { api: 'storage.buckets.getIamPolicy', resource: `buckets/${bucket}` };
      return requests.remembered(caller, method, null, () =>
        requests.call(caller, method, async (headers) => {
          const { iam } = await bucketOf(headers, bucket);
          const [policy] = await iam.getPolicy({ requestedPolicyVersion: policyVersion });
          return policyOf(read(policySchema, policy));
        }),
      );
    },
  };
}

/**
 * The SDK on our transport: its own asks proxies in its own way, knows no deadline, and finds credentials of its own.
 * The member that is replaced is public, and there is no other hook.
 */
async function storageOn(transport: Transport, headers: Readonly<Record<string, string>>) {
  const [{ Storage }, { authLibrary }] = await Promise.all([
    import('@google-cloud/storage'),
    import('./auth-library.ts'),
  ]);
  const storage = new Storage({
    projectId: 'none',
    authClient: new authLibrary.PassThroughClient(),
    retryOptions: { autoRetry: false },
  });
  // `STORAGE_EMULATOR_HOST` in somebody's environment must not be given a token.
  storage.baseUrl = 'https://storage.googleapis.com/storage/v1';
  const request = async (options: StorageRequest): Promise<unknown> => {
    const url = new URL(options.uri);
    for (const [name, value] of Object.entries(options.qs ?? {})) {
      if (value !== undefined && value !== null) url.searchParams.set(name, String(value));
    }
    const response = await transport.fetch(url, {
      method: options.method ?? 'GET',
      headers: { ...headers, accept: 'application/json' },
    });
    return response.json();
  };
  const asked = (options: StorageRequest, callback: StorageCallback): void => {
    request(options).then(
      (body) => callback(null, body, { body, statusCode: 200 }),
      (error: unknown) => callback(error, null, null),
    );
  };
  storage.makeAuthenticatedRequest = asked as unknown as typeof storage.makeAuthenticatedRequest;
  return storage;
}

interface StorageRequest {
  readonly uri: string;
  readonly method?: string;
  readonly qs?: Readonly<Record<string, string | number | boolean | null | undefined>>;
}

type StorageCallback = (error: unknown, body: unknown, response: unknown) => void;
