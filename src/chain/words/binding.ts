/** The words for the fifth link: what lets the KSA become the GSA. */

import { becomeRole, bind, ksaMember } from '../fixes/binding.ts';
import { removeGrant } from '../fixes/grant.ts';
import { askAgain, propagation } from '../fixes/verify.ts';
import type { Binding, FindingArgs, Grant } from '../finding-args.ts';
import { isOwnPool } from '../iam/principal.ts';
import { inOrder, sh } from '../shell-quote.ts';
import type { Fix } from '../vocabulary.ts';
import { memberParts } from './member-parts.ts';
import { shown } from './shown.ts';
import type { WordsTable } from './words-of.ts';

type BindingCode =
  | 'binding-missing'
  | 'binding-wrong-namespace'
  | 'binding-wrong-ksa'
  | 'binding-wrong-pool'
  | 'binding-wrong-role'
  | 'binding-malformed'
  | 'binding-condition-unmet'
  | 'binding-denied'
  | 'binding-stale-principal';

const principals = 'https://cloud.google.com/iam/docs/principal-identifiers';
const howTo = 'https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity';

const example: Binding = {
  namespace: 'flux-system',
  ksa: 'image-reflector-controller',
  gsa: 'flux-images@acme-prod.iam.gserviceaccount.com',
  pool: 'acme-prod.svc.id.goog',
};
const onGsa = { role: becomeRole, resource: `projects/acme-prod/serviceAccounts/${example.gsa}` } as const;

export const bindingWords: WordsTable<BindingCode> = {
  'binding-missing': {
    link: 'binding',
    level: 'broken',
    summary: ({ namespace, ksa, gsa, pool }) =>
      `Nothing lets KSA ${shown(namespace)}/${shown(ksa)} of ${shown(pool)} become ${shown(gsa)}`,
    explanation:
      'No policy that was read gives this KSA a role with iam.serviceAccounts.getAccessToken on the account: not on the account itself, nor on its project. The annotation alone gives no right, and being owner or editor does not hold the permission. IAM refuses to store a member for a pool that does not exist, or without a pool, so a paste that lost the pool leaves nothing behind.',
    sources: [howTo, principals],
    expected: (args) => `${ksaMember(shownBinding(args))} with ${becomeRole} on ${shown(args.gsa)}`,
    actual: ({ poolLostInPasting }) =>
      poolLostInPasting
        ? 'no member at all: IAM stores none whose pool was lost in pasting (serviceAccount:[…])'
        : 'no such member',
    fixes: bind,
    example: { ...example, poolLostInPasting: false },
  },
  'binding-wrong-namespace': {
    link: 'binding',
    level: 'broken',
    summary: ({ namespace, ksa, found }) =>
      `The binding is for ${shown(found.member)}: another namespace than ${shown(namespace)}, where KSA ${shown(ksa)} is`,
    explanation:
      'The policy names a KSA of this name in another namespace. To IAM that is somebody else, since every character of the member counts. As a rule a guide was followed with the namespace it had been written for.',
    sources: [principals],
    expected: (args) => ksaMember(shownBinding(args)),
    actual: (args) => memberParts(args.found.member, args),
    fixes: rebind,
    example: {
      ...example,
      found: { ...onGsa, member: 'serviceAccount:acme-prod.svc.id.goog[flux/image-reflector-controller]' },
    },
  },
  'binding-wrong-ksa': {
    link: 'binding',
    level: 'broken',
    summary: ({ namespace, ksa, found }) =>
      `The binding is for ${shown(found.member)}, not for KSA ${shown(namespace)}/${shown(ksa)}`,
    explanation:
      'The policy names another KSA of the same namespace, so this one is nobody to it. Since Flux 0.7 every controller has a KSA of its own, and generators that add a prefix or a suffix make new names. Bind each KSA that scans.',
    sources: [principals, 'https://github.com/broadinstitute/gnomad-browser/issues/1325'],
    expected: (args) => ksaMember(shownBinding(args)),
    actual: (args) => memberParts(args.found.member, args),
    fixes: rebind,
    example: { ...example, found: { ...onGsa, member: 'serviceAccount:acme-prod.svc.id.goog[flux-system/default]' } },
  },
  'binding-wrong-pool': {
    link: 'binding',
    level: 'broken',
    summary: ({ pool, found }) =>
      `The binding is for ${shown(found.member)}: another pool than ${isOwnPool(pool) ? 'that of the provider which the KSA names' : "the cluster's"}, ${shown(pool)}`,
    explanation:
      "The member must name the workload pool of the cluster's project, also where the service account is in another project. This one names another pool, as a rule that of the account's project. KSAs of the same name in clusters of that other project could become the account, this one cannot.",
    sources: [principals, 'https://github.com/terraform-google-modules/terraform-google-kubernetes-engine/issues/1041'],
    expected: (args) => ksaMember(shownBinding(args)),
    actual: (args) => memberParts(args.found.member, args),
    fixes: rebind,
    example: {
      ...example,
      found: { ...onGsa, member: 'serviceAccount:acme-iam.svc.id.goog[flux-system/image-reflector-controller]' },
    },
  },
  'binding-wrong-role': {
    link: 'binding',
    level: 'broken',
    summary: ({ namespace, ksa, found }) =>
      `KSA ${shown(namespace)}/${shown(ksa)} has ${shown(found.role)}, which does not let it become the account`,
    explanation:
      'The member is right, and its role holds no iam.serviceAccounts.getAccessToken. Among the predefined roles only Workload Identity User and Service Account Token Creator hold it; Service Account User, Service Account Admin, owner and editor do not. A custom role with the permission would do.',
    sources: ['https://cloud.google.com/iam/docs/service-account-permissions'],
    expected: () => becomeRole,
    actual: ({ found }) => shown(found.role),
    fixes: rebind,
    example: {
      ...example,
      found: {
        member: 'serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]',
        role: 'roles/iam.serviceAccountUser',
        resource: onGsa.resource,
      },
    },
  },
  'binding-malformed': {
    link: 'binding',
    level: 'broken',
    summary: ({ found, problem }) => `The member ${shown(found.member)} can match no KSA: ${shown(problem)}`,
    explanation:
      'What stands in the policy is not the name of a KSA: the brackets of a guide were taken over, blanks or quotes got in, or a part is missing. IAM stores it and it never matches. In a shell the member must stand in quotes, since brackets are patterns there.',
    sources: [principals, 'https://github.com/velero-io/velero-plugin-for-gcp/issues/49'],
    expected: (args) => ksaMember(shownBinding(args)),
    actual: ({ found }) => shown(found.member),
    fixes: rebind,
    example: {
      ...example,
      found: { ...onGsa, member: 'serviceAccount:acme-prod.svc.id.goog[[flux-system]/[image-reflector-controller]]' },
      problem: 'brackets within the brackets',
    },
  },
  'binding-condition-unmet': {
    link: 'binding',
    level: 'broken',
    summary: ({ namespace, ksa, title, expression }) =>
      `The binding of KSA ${shown(namespace)}/${shown(ksa)} holds only under a condition that is false: ${shown(title === '' ? expression : title)}`,
    explanation:
      'The grant carries a condition, and it is not true for this request now: an expiry has passed, or it asks for another resource or name. IAM then acts as if the grant were not there, and the refusal does not mention it.',
    sources: ['https://cloud.google.com/iam/docs/conditions-overview'],
    expected: () => 'no condition, or one that is true',
    actual: ({ expression }) => shown(expression),
    fixes: bind,
    example: {
      ...example,
      found: { ...onGsa, member: 'serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]' },
      expression: 'request.time < timestamp("2026-01-01T00:00:00Z")',
      title: 'until new year',
    },
  },
  'binding-denied': {
    link: 'binding',
    level: 'broken',
    summary: ({ namespace, ksa, gsa, policy }) =>
      `Deny policy ${shown(policyId(policy))} forbids KSA ${shown(namespace)}/${shown(ksa)} to become ${shown(gsa)}`,
    explanation:
      'A deny policy on the project, a folder or the organization goes before every grant, so no binding can mend it. The refusal reads the same as that for a missing grant. Whoever wrote the policy can make an exception for the principal.',
    sources: ['https://cloud.google.com/iam/docs/deny-overview'],
    expected: () => 'no deny rule for iam.googleapis.com/serviceAccounts.getAccessToken that hits this principal',
    actual: ({ policy, resource, principal }) => `${shown(policy)} on ${shown(resource)} denies ${shown(principal)}`,
    fixes: exceptFromDeny,
    example: {
      ...example,
      policy: 'policies/cloudresourcemanager.googleapis.com%2Fprojects%2F123456789012/denypolicies/no-impersonation',
      resource: 'projects/123456789012',
      principal: 'principalSet://goog/public:all',
    },
  },
  'binding-stale-principal': {
    link: 'binding',
    level: 'broken',
    summary: ({ namespace, ksa, uid }) =>
      `The binding names an earlier KSA ${shown(namespace)}/${shown(ksa)} by its UID; today's is ${shown(uid)}`,
    explanation:
      'A principal with kubernetes.serviceaccount.uid is one object, not a name. The KSA was deleted and made anew since, and has another UID, so the grant matches nobody. Name it by namespace and name instead.',
    sources: [principals],
    expected: (args) => ksaMember(shownBinding(args)),
    actual: ({ found }) => shown(found.member),
    fixes: rebind,
    example: {
      ...example,
      found: {
        ...onGsa,
        member:
          'principal://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/acme-prod.svc.id.goog/kubernetes.serviceaccount.uid/7c1f0e9a-8c0d-4a53-9a53-0d6d1f1f3b11',
      },
      uid: 'c2a9b6d4-1d2e-4e0f-9c53-6d1b7a0e4f52',
    },
  },
};

function shownBinding({ namespace, ksa, gsa, pool }: Binding): Binding {
  return { namespace: shown(namespace), ksa: shown(ksa), gsa: shown(gsa), pool: shown(pool) };
}

/** The right one first: a grant too many breaks nothing meanwhile. */
function rebind(args: Binding & { readonly found: Grant }): Fix[] {
  return [...bind(args), ...removeGrant(args.found, askAgain(args.namespace))];
}

function policyId(policy: string): string {
  return policy.split('/').at(-1) ?? policy;
}

function exceptFromDeny({ policy, resource, namespace, principal }: FindingArgs['binding-denied']): Fix[] {
  const [, encoded] = /^policies\/([^/]+)\/denypolicies\//.exec(policy) ?? [];
  const point =
    encoded === undefined ? `cloudresourcemanager.googleapis.com/${resource}` : encoded.replaceAll('%2F', '/');
  const which = sh`${policyId(policy)} --attachment-point=${point} --kind=denypolicies`;
  return [
    {
      kind: 'ask-first',
      title: `Add the KSA to exceptionPrincipals of the rule that denies ${principal}`,
      tool: 'gcloud',
      command: inOrder(
        `gcloud iam policies get ${which} --format=json > deny-policy.json`,
        '"${EDITOR:-vi}" deny-policy.json',
        `gcloud iam policies update ${which} --policy-file=deny-policy.json`,
      ),
      patch: null,
      permission: 'iam.denypolicies.get and .update where the policy is attached (roles/iam.denyAdmin)',
      takes: propagation,
      verify: askAgain(namespace),
    },
  ];
}
