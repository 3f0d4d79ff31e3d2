/** What findings are about, as arguments: those of several findings are described once, here. */

import { byKind, keyword, listOf, nullable, oneOf, record, text } from './schema.ts';
import type { ArgsOf, ValueOf } from './schema.ts';

export const ksa = { namespace: text, ksa: text };
export type Ksa = ArgsOf<typeof ksa>;

export const workload = { namespace: text, workload: text };
export type Workload = ArgsOf<typeof workload>;

/** An object of Flux; `kind` may also be `PodTemplate` or `Flag`, where Flux v1 has its images from. */
export const fluxObject = { kind: keyword, namespace: text, name: text };
export type FluxObject = ArgsOf<typeof fluxObject>;

/** What is needed to write or read a binding of a KSA on a GSA. */
export const binding = { ...ksa, gsa: text, pool: text };
export type Binding = ArgsOf<typeof binding>;

export const image = { image: text, host: text };

export const repository = { ...image, project: text, location: text, repository: text };
export type Repository = ArgsOf<typeof repository>;

/**
 * A GSA that a KSA was perhaps meant to name. `bound`: its policy names this KSA. `applied-before`: the KSA was last
 * applied with it. `helm-values`: the release that makes the KSA has it.
 */
const gsaCandidate = record({ gsa: text, because: oneOf('bound', 'applied-before', 'helm-values') });
export type GsaCandidate = ValueOf<typeof gsaCandidate>;
export const candidates = listOf(gsaCandidate);

/** Who was refused: `GSA x@y`, `KSA ns/name`, `anonymous`, `operator a@b`, `node x@y`. */
export const asWhom = text;

export const cluster = record({ project: text, location: text, name: text });
export type Cluster = ValueOf<typeof cluster>;

/** One member as it stands in a policy. */
export const grant = record({ member: text, role: text, resource: text });
export type Grant = ValueOf<typeof grant>;

export const place = record({
  /** `ServiceAccount`, `Deployment`, `pod template`, `Namespace`, `Service`, `HelmRelease`, … */
  kind: keyword,
  namespace: text,
  name: text,
  /** Where in it, and what stands there. */
  at: text,
  value: text,
});
export type Place = ValueOf<typeof place>;

/** Who writes an object, so that a fix can be written for that writer. */
export const owner = byKind({
  none: {},
  kustomization: { namespace: text, name: text, path: nullable(text) },
  fluxinstance: { namespace: text, name: text },
  resourceset: { namespace: text, name: text },
  helmrelease: { namespace: text, name: text, chart: nullable(text) },
  helm: { namespace: text, release: text, chart: nullable(text) },
  'flux-v1': {},
  argocd: { application: text },
  terraform: {},
  'config-connector': { namespace: text, name: text },
});
export type Owner = ValueOf<typeof owner>;
