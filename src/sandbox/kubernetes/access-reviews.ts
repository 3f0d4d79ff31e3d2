/** The questions about rights: created, answered, never stored. */

import * as z from 'zod';
import { toFieldsV1 } from './field-sets.ts';
import { missingIamPermission } from './gke-authorizer.ts';
import { authorize, rulesOf } from './rbac.ts';
import type { Attributes, User } from './rbac.ts';
import { badRequest, invalid } from './status.ts';
import { now } from './store.ts';
import type { ObjectStore } from './store.ts';

const text = z
  .string()
  .nullish()
  .transform((value) => value || undefined);

const reviewSpec = z.object({
  resourceAttributes: z
    .object({
      namespace: text,
      verb: text,
      group: text,
      version: text,
      resource: text,
      subresource: text,
      name: text,
    })
    .nullish(),
  nonResourceAttributes: z.object({ path: text, verb: text }).nullish(),
  user: text,
  groups: z.array(z.string()).nullish(),
});

export interface Review {
  readonly kind: string;
  readonly body: Record<string, unknown>;
  readonly user: User;
  readonly manager: string;
}

/** The answer's body; `null`: a kind of review that is not served here. */
export function answerReview(store: ObjectStore, review: Review): object | null {
  switch (review.kind) {
    case 'SelfSubjectAccessReview':
      return accessReview(store, review, () => review.user);
    case 'SubjectAccessReview':
    case 'LocalSubjectAccessReview':
      return accessReview(store, review, (spec) => ({
        username: spec.user ?? '',
        groups: [...(spec.groups ?? []), ...(spec.user === undefined ? [] : ['system:authenticated'])],
      }));
    case 'SelfSubjectRulesReview':
      return rulesReview(store, review);
    case 'SelfSubjectReview':
      return selfReview(review.user);
    default:
      return null;
  }
}

function accessReview(
  store: ObjectStore,
  { kind, body, manager }: Review,
  subject: (spec: z.infer<typeof reviewSpec>) => User,
): object {
  const parsed = reviewSpec.safeParse(body['spec'] ?? {});
  if (!parsed.success) throw badRequest(`${kind} in version "v1" cannot be handled as a ${kind}`);
  const spec = parsed.data;
  const { resourceAttributes: resource, nonResourceAttributes: path } = spec;
  if (!resource === !path) {
    // The kind is missing in this one answer of the real server too.
    throw invalid('authorization.k8s.io', '', '', {
      type: 'FieldValueInvalid',
      field: 'spec.resourceAttributes',
      message: 'Invalid value: "null": exactly one of nonResourceAttributes or resourceAttributes must be specified',
    });
  }
  const attributes: Attributes = path
    ? { kind: 'path', verb: path.verb ?? '', path: path.path ?? '' }
    : {
        kind: 'resource',
        verb: resource?.verb ?? '',
        group: resource?.group ?? '',
        resource: resource?.resource ?? '',
        subresource: resource?.subresource,
        namespace: resource?.namespace,
        name: resource?.name,
      };
  const user = subject(spec);
  const { allowed, reason } = authorize(store, user, attributes);
  const why = allowed ? reason : missingIamPermission(user, attributes);
  const { user: who, groups, ...asked } = spec;
  const shown = {
    ...(asked.resourceAttributes && { resourceAttributes: asked.resourceAttributes }),
    ...(asked.nonResourceAttributes && { nonResourceAttributes: asked.nonResourceAttributes }),
    ...(kind !== 'SelfSubjectAccessReview' && { user: who, groups: groups ?? undefined }),
  };
  return {
    kind,
    apiVersion: 'authorization.k8s.io/v1',
    metadata: {
      creationTimestamp: null,
      managedFields: [
        {
          manager,
          operation: 'Update',
          apiVersion: 'authorization.k8s.io/v1',
          time: now(),
          fieldsType: 'FieldsV1',
          fieldsV1: askedFields(shown),
        },
      ],
    },
    spec: shown,
    status: { allowed, ...(why !== '' && { reason: why }) },
  };
}

function askedFields(spec: object): object {
  const paths: string[][] = [];
  for (const [field, value] of Object.entries(spec)) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      if (value !== undefined) paths.push(['f:spec', `f:${field}`]);
      continue;
    }
    paths.push(['f:spec', `f:${field}`, '.']);
    for (const [name, entry] of Object.entries(value))
      if (entry !== undefined) paths.push(['f:spec', `f:${field}`, `f:${name}`]);
  }
  return toFieldsV1(new Map(paths.map((path) => [path.join('\u0000'), path])));
}

function rulesReview(store: ObjectStore, { body, user }: Review): object {
  const namespace = z.object({ spec: z.object({ namespace: z.string().min(1) }) }).safeParse(body);
  if (!namespace.success) throw badRequest('no namespace on request');
  const everything = user.groups.includes('system:masters')
    ? [
        { verbs: ['*'], apiGroups: ['*'], resources: ['*'], resourceNames: [], nonResourceURLs: [] },
        { verbs: ['*'], apiGroups: [], resources: [], resourceNames: [], nonResourceURLs: ['*'] },
      ]
    : [];
  const rules = [...everything, ...rulesOf(store, user, namespace.data.spec.namespace)];
  return {
    kind: 'SelfSubjectRulesReview',
    apiVersion: 'authorization.k8s.io/v1',
    metadata: { creationTimestamp: null },
    spec: {},
    status: {
      resourceRules: rules
        .filter((rule) => rule.resources.length > 0)
        .map(({ verbs, apiGroups, resources, resourceNames }) => ({
          verbs,
          apiGroups,
          resources,
          ...(resourceNames.length > 0 && { resourceNames }),
        })),
      nonResourceRules: rules
        .filter((rule) => rule.nonResourceURLs.length > 0)
        .map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs })),
      // GKE's authorizer asks IAM, which cannot list rules.
      incomplete: !user.username.startsWith('system:'),
    },
  };
}

function selfReview({ username, uid, groups, extra }: User): object {
  return {
    kind: 'SelfSubjectReview',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: { creationTimestamp: now() },
    status: { userInfo: { username, ...(uid !== undefined && { uid }), groups, ...(extra && { extra }) } },
  };
}
