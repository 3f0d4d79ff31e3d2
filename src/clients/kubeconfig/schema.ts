import * as z from 'zod';

/** One kubeconfig file as it is written. Fields that are not used here are kept out; unknown ones do no harm. */

const name = z.string().catch('');
const text = z.string().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);

const cluster = z.object({
  server: name,
  'certificate-authority': text,
  'certificate-authority-data': text,
  'insecure-skip-tls-verify': flag,
  'tls-server-name': text,
  'proxy-url': text,
});

const exec = z.object({
  apiVersion: name,
  command: name,
  args: z.array(z.string()).nullish(),
  env: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
  installHint: text,
  provideClusterInfo: flag,
  interactiveMode: text,
});

const user = z.object({
  'client-certificate': text,
  'client-certificate-data': text,
  'client-key': text,
  'client-key-data': text,
  token: text,
  tokenFile: text,
  username: text,
  password: text,
  as: text,
  'as-uid': text,
  'as-groups': z.array(z.string()).nullish(),
  'as-user-extra': z.record(z.string(), z.array(z.string())).nullish(),
  exec: exec.nullish(),
  'auth-provider': z.object({ name, config: z.record(z.string(), z.string()).nullish() }).nullish(),
});

const context = z.object({ cluster: name, user: name, namespace: text });

export const kubeconfigFile = z.object({
  clusters: z.array(z.object({ name: z.string(), cluster: cluster.nullish() })).nullish(),
  users: z.array(z.object({ name: z.string(), user: user.nullish() })).nullish(),
  contexts: z.array(z.object({ name: z.string(), context: context.nullish() })).nullish(),
  'current-context': z.string().nullish(),
});

export type KubeconfigFile = z.infer<typeof kubeconfigFile>;
export type ClusterEntry = z.infer<typeof cluster>;
export type UserEntry = z.infer<typeof user>;
export type ContextEntry = z.infer<typeof context>;
export type ExecEntry = z.infer<typeof exec>;
