/** Who may do what: RBAC, evaluated from the objects in the world. */

import * as z from 'zod';
import type { StoredObject } from '../world.ts';
import { matchesSelector } from './selectors.ts';
import type { ObjectStore } from './store.ts';

export interface User {
  readonly username: string;
  readonly uid?: string;
  readonly groups: readonly string[];
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

export type Attributes =
  | {
      readonly kind: 'resource';
      readonly verb: string;
      readonly group: string;
      readonly resource: string;
      readonly subresource?: string | undefined;
      /** Absent: in all namespaces, or of the cluster. */
      readonly namespace?: string | undefined;
      readonly name?: string | undefined;
    }
  | { readonly kind: 'path'; readonly verb: string; readonly path: string };

export interface Decision {
  readonly allowed: boolean;
  /** Which binding allows it; empty for `system:masters`. */
  readonly reason: string;
}

const strings = z
  .array(z.string())
  .nullish()
  .transform((value) => value ?? []);

const policyRule = z.object({
  verbs: strings,
  apiGroups: strings,
  resources: strings,
  resourceNames: strings,
  nonResourceURLs: strings,
});
export type PolicyRule = z.infer<typeof policyRule>;

const role = z.object({
  rules: z.array(policyRule).nullish(),
  aggregationRule: z.object({ clusterRoleSelectors: z.array(z.record(z.string(), z.unknown())).optional() }).nullish(),
});

const binding = z.object({
  roleRef: z.object({ kind: z.string(), name: z.string() }),
  subjects: z
    .array(z.object({ kind: z.string(), name: z.string(), namespace: z.string().optional() }))
    .nullish()
    .transform((value) => value ?? []),
});

const group = 'rbac.authorization.k8s.io';

interface BoundRules {
  readonly rules: readonly PolicyRule[];
  readonly reason: string;
}

export function authorize(store: ObjectStore, user: User, attributes: Attributes): Decision {
  if (user.groups.includes('system:masters')) return { allowed: true, reason: '' };
  const namespace = attributes.kind === 'resource' ? attributes.namespace : undefined;
  for (const { rules, reason } of boundRules(store, user, namespace)) {
    if (rules.some((rule) => allows(rule, attributes))) return { allowed: true, reason };
  }
  return { allowed: false, reason: '' };
}

/** All rules that hold for the user in a namespace, as SelfSubjectRulesReview tells them. */
export function rulesOf(store: ObjectStore, user: User, namespace: string): readonly PolicyRule[] {
  return boundRules(store, user, namespace).flatMap((bound) => bound.rules);
}

function boundRules(store: ObjectStore, user: User, namespace: string | undefined): BoundRules[] {
  const everywhere = store.list({ kind: 'ClusterRoleBinding', group });
  const here = namespace === undefined ? [] : store.list({ kind: 'RoleBinding', group }, namespace);
  return [...everywhere, ...here].flatMap((object) => {
    const parsed = binding.safeParse(object);
    if (!parsed.success) return [];
    const { roleRef, subjects } = parsed.data;
    const home = object.metadata.namespace;
    const subject = subjects.find((candidate) => isSubject(candidate, user, home));
    if (subject === undefined) return [];
    const bound = store.get({ kind: roleRef.kind, group }, roleRef.kind === 'Role' ? home : undefined, roleRef.name);
    if (bound === undefined) return [];
    const label = home === undefined ? object.metadata.name : `${object.metadata.name}/${home}`;
    const who =
      subject.kind === 'ServiceAccount'
        ? `ServiceAccount "${subject.name}/${subject.namespace ?? home ?? ''}"`
        : `${subject.kind} "${subject.name}"`;
    const reason = `RBAC: allowed by ${object.kind} "${label}" of ${roleRef.kind} "${roleRef.name}" to ${who}`;
    return [{ rules: rulesIn(store, bound), reason }];
  });
}

/** A role's own rules, or those of the roles that it gathers by label. */
export function rulesIn(store: ObjectStore, object: StoredObject, seen: readonly string[] = []): PolicyRule[] {
  const parsed = role.safeParse(object);
  if (!parsed.success || seen.includes(object.metadata.name)) return [];
  const { rules, aggregationRule } = parsed.data;
  if (!aggregationRule) return rules ?? [];
  const selectors = aggregationRule.clusterRoleSelectors ?? [];
  return store
    .list({ kind: 'ClusterRole', group })
    .filter((candidate) => selectors.some((selector) => matchesSelector(selector, candidate.metadata.labels ?? {})))
    .flatMap((candidate) => rulesIn(store, candidate, [...seen, object.metadata.name]));
}

function isSubject(
  subject: { kind: string; name: string; namespace?: string | undefined },
  user: User,
  home: string | undefined,
): boolean {
  switch (subject.kind) {
    case 'User':
      return subject.name === user.username;
    case 'Group':
      return user.groups.includes(subject.name);
    case 'ServiceAccount':
      return user.username === `system:serviceaccount:${subject.namespace ?? home ?? ''}:${subject.name}`;
    default:
      return false;
  }
}

function allows(rule: PolicyRule, attributes: Attributes): boolean {
  if (!has(rule.verbs, attributes.verb)) return false;
  if (attributes.kind === 'path') return rule.nonResourceURLs.some((pattern) => matchesPath(pattern, attributes.path));
  const { subresource, name } = attributes;
  const wanted = subresource === undefined ? attributes.resource : `${attributes.resource}/${subresource}`;
  return (
    has(rule.apiGroups, attributes.group) &&
    (has(rule.resources, wanted) || (subresource !== undefined && rule.resources.includes(`*/${subresource}`))) &&
    (rule.resourceNames.length === 0 || (name !== undefined && rule.resourceNames.includes(name)))
  );
}

function has(allowed: readonly string[], value: string): boolean {
  return allowed.includes('*') || allowed.includes(value);
}

function matchesPath(pattern: string, path: string): boolean {
  return pattern === path || (pattern.endsWith('*') && path.startsWith(pattern.slice(0, -1)));
}
