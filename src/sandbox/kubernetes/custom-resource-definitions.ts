/** CustomResourceDefinitions and the resources that they serve, each made from the other. */

import * as z from 'zod';
import type { CustomResource, StoredObject } from '../world.ts';

const definition = z.object({
  spec: z.object({
    group: z.string(),
    scope: z.string(),
    names: z.object({ plural: z.string(), singular: z.string().optional(), kind: z.string() }),
    versions: z.array(z.object({ name: z.string(), served: z.boolean().optional(), storage: z.boolean().optional() })),
  }),
});

/** `null`: a definition that serves nothing. */
export function asCustomResource(object: StoredObject): CustomResource | null {
  const parsed = definition.safeParse(object);
  if (!parsed.success) return null;
  const { group, scope, names, versions } = parsed.data.spec;
  const served = versions.filter((version) => version.served !== false).map((version) => version.name);
  return {
    group,
    versions: served.sort((a, b) => versionRank(b) - versionRank(a)),
    plural: names.plural,
    singular: names.singular ?? names.kind.toLowerCase(),
    kind: names.kind,
    namespaced: scope === 'Namespaced',
  };
}

/** Stable before beta before alpha, higher before lower: the order in which a version is preferred. */
function versionRank(version: string): number {
  const {
    major = '0',
    stage = '',
    minor = '0',
  } = /^v(?<major>\d+)(?:(?<stage>alpha|beta)(?<minor>\d+))?$/.exec(version)?.groups ?? {};
  const stages = new Map([
    ['alpha', 1],
    ['beta', 2],
    ['', 3],
  ]);
  return (stages.get(stage) ?? 0) * 1_000_000 + Number(major) * 1000 + Number(minor);
}

/** The object that `kubectl get crd` shows for a resource of the world. */
export function asDefinition(resource: CustomResource): StoredObject {
  const { group, plural, singular, kind, versions, namespaced } = resource;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      names: { plural, singular, kind, listKind: `${kind}List` },
      scope: namespaced ? 'Namespaced' : 'Cluster',
      versions: versions.map((name, index) => ({
        name,
        served: true,
        storage: index === 0,
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
        subresources: { status: {} },
      })),
      conversion: { strategy: 'None' },
    },
    status: {
      acceptedNames: { plural, singular, kind, listKind: `${kind}List` },
      conditions: ['NamesAccepted', 'Established'].map((type) => ({ type, status: 'True', reason: type })),
      storedVersions: versions.slice(0, 1),
    },
  };
}
