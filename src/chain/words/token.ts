/** The words for the sixth link: the KSA's token, and its exchange for one of Google's. */

import { addFlag } from '../fixes/deployment.ts';
import { describeCluster } from '../fixes/gke.ts';
import { bind, ksaMember } from '../fixes/binding.ts';
import { askAgain, propagation } from '../fixes/verify.ts';
import type { FindingArgs } from '../finding-args.ts';
import { partsOf } from '../identity-provider.ts';
import { inOrder, sh, yours } from '../shell-quote.ts';
import type { Fix } from '../vocabulary.ts';
import { listed, shown } from './shown.ts';
import type { WordsTable } from './words-of.ts';

type TokenCode =
  | 'token-request-forbidden'
  | 'object-identity-disabled'
  | 'object-identity-unsupported'
  | 'token-exchange-rejected'
  | 'impersonation-denied'
  | 'binding-propagating';

const fluxGcp = 'https://fluxcd.io/flux/integrations/gcp/';
const example = {
  namespace: 'flux-system',
  ksa: 'image-reflector-controller',
  gsa: 'flux-images@acme-prod.iam.gserviceaccount.com',
  pool: 'acme-prod.svc.id.goog',
} as const;
const gate = 'ObjectLevelWorkloadIdentity';

export const tokenWords: WordsTable<TokenCode> = {
  'token-request-forbidden': {
    link: 'token',
    level: 'broken',
    summary: ({ controllerNamespace, controller, namespace, ksa }) =>
      `${shown(controllerNamespace)}/${shown(controller)} may not create tokens for KSA ${shown(namespace)}/${shown(ksa)}`,
    explanation:
      "For an identity that an object names itself, the controller asks the API server for a token of that KSA, and it lacks the right to create serviceaccounts/token. The community chart does not grant it, and the Flux Operator takes it away unless object-level identity is on. Your own rights, and the binding on Google's side, are not the matter.",
    sources: [fluxGcp],
    expected: () => 'create on serviceaccounts/token',
    actual: () => 'forbidden',
    fixes: allowTokens,
    example: {
      namespace: 'apps',
      ksa: 'image-reader',
      controller: 'image-reflector-controller',
      controllerNamespace: 'flux-system',
      how: 'helm',
    },
  },
  'object-identity-disabled': {
    link: 'token',
    level: 'broken',
    summary: ({ namespace, workload, ksa, objects }) =>
      `${objects} ${objects === 1 ? 'object names' : 'objects name'} KSA ${shown(ksa)}, but the feature gate ${gate} is off in ${shown(namespace)}/${shown(workload)}`,
    explanation:
      'An object with spec.serviceAccountName and provider: gcp wants an identity of its own, which Flux up to 2.9 gives only when the feature gate is on; it is off by default. From 2.10 on the gate is retired, and objects have identities without it. Until then the object is stalled, or is read with the pull secrets of that KSA alone.',
    sources: [fluxGcp],
    expected: () => `--feature-gates=${gate}=true`,
    actual: ({ version }) => (version === null ? 'the gate is off' : `the gate is off (${shown(version)})`),
    fixes: enableGate,
    example: {
      namespace: 'flux-system',
      workload: 'image-reflector-controller',
      ksa: 'image-reader',
      version: '1.0.1',
      objects: 2,
      owner: { kind: 'kustomization', namespace: 'flux-system', name: 'flux-system', path: './clusters/prod' },
    },
  },
  'object-identity-unsupported': {
    link: 'token',
    level: 'broken',
    summary: ({ namespace, workload, kind, version, minimum }) =>
      `${shown(kind)} has no identity of its own in ${shown(namespace)}/${shown(workload)}${version === null ? '' : ` ${shown(version)}`}${minimum === null ? '' : `; ${shown(minimum)} gives it one`}`,
    explanation:
      'Object-level identity came with Flux 2.6 for ImageRepository and OCIRepository, and with 2.7 for Bucket. HelmRepository never has it: its charts are pulled as the controller. In older versions spec.serviceAccountName only lends the pull secrets of that KSA.',
    sources: [fluxGcp, 'https://github.com/fluxcd/source-controller/issues/1790'],
    expected: ({ minimum }) =>
      minimum === null ? 'the identity of the controller, or an OCIRepository' : `${shown(minimum)} or later`,
    actual: ({ version, kind }) => `${shown(kind)}${version === null ? '' : ` in ${shown(version)}`}`,
    fixes: supportIdentity,
    example: {
      namespace: 'flux-system',
      workload: 'source-controller',
      ksa: 'image-reader',
      version: '1.5.0',
      kind: 'OCIRepository',
      minimum: 'source-controller 1.6.0',
    },
  },
  'token-exchange-rejected': {
    link: 'token',
    level: 'broken',
    summary: ({ namespace, ksa, error, description }) =>
      `Google's STS refuses the token of KSA ${shown(namespace)}/${shown(ksa)}: ${shown(error)}, ${exchangeMeaning(error, description)}`,
    explanation:
      'The security token service took the KSA\'s token and would not exchange it. invalid_target: there is no such pool, or no such cluster in it, because Workload Identity is off or project, location or name differ. invalid_grant: the token itself is refused, for its audience, its issuer, its signature or its age; "stale to sign-in" means expired, or issued in the future by a clock that is wrong. No binding has been looked at yet: a missing one is refused later, with 403.',
    sources: [
      'https://cloud.google.com/iam/docs/troubleshooting-workload-identity-federation',
      'https://github.com/external-secrets/external-secrets/issues/3408',
    ],
    expected: ({ audience }) => `a token for ${shown(audience)}`,
    actual: ({ error, description, skewSeconds }) =>
      `${shown(error)}: ${shown(description)}${skewSeconds === null || Math.abs(skewSeconds) < 30 ? '' : ` (clocks differ by ${Math.round(skewSeconds)} s)`}`,
    fixes: exchange,
    example: {
      namespace: example.namespace,
      ksa: example.ksa,
      pool: example.pool,
      audience:
        'identitynamespace:acme-prod.svc.id.goog:https://container.googleapis.com/v1/projects/acme-prod/locations/europe-west1/clusters/prod',
      error: 'invalid_target',
      description: 'The target service indicated by the "audience" parameters is invalid.',
      skewSeconds: null,
    },
  },
  'impersonation-denied': {
    link: 'token',
    level: 'broken',
    summary: ({ namespace, ksa, gsa }) =>
      `Google does not let KSA ${shown(namespace)}/${shown(ksa)} become ${shown(gsa)}`,
    explanation:
      'generateAccessToken refused the KSA, and nothing that could be read explains it. A binding that is missing at a level that may not be read, a deny policy, a principal access boundary, a binding that is minutes old, or an account that does not exist: all read the same from outside. The troubleshooter link of the refusal shows an administrator which of them it is.',
    sources: [
      'https://cloud.google.com/iam/docs/troubleshoot-policies',
      'https://cloud.google.com/iam/docs/access-change-propagation',
    ],
    expected: ({ gsa }) => `iam.serviceAccounts.getAccessToken on ${shown(gsa)}`,
    actual: ({ message, candidates }) =>
      candidates.length === 0 ? shown(message) : `${shown(message)} Candidates: ${listed(candidates, 8)}`,
    fixes: (args) => [...bind(args), { ...waitForIam(args.namespace), kind: 'find-out' }],
    example: {
      ...example,
      message: "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).",
      troubleshooter: null,
      candidates: ['a binding younger than some minutes', 'a deny policy', 'a principal access boundary'],
    },
  },
  'binding-propagating': {
    link: 'token',
    level: 'broken',
    summary: ({ namespace, ksa, gsa }) =>
      `The binding of KSA ${shown(namespace)}/${shown(ksa)} on ${shown(gsa)} is right, but has not spread yet`,
    explanation:
      'The policy reads right and the token is still refused, and there is evidence that the policy changed a short while ago. IAM takes two minutes as a rule, seven and more at times, to spread a change. Wait before you change anything else.',
    sources: ['https://cloud.google.com/iam/docs/access-change-propagation'],
    expected: (args) =>
      `${ksaMember({ ...args, namespace: shown(args.namespace), ksa: shown(args.ksa), pool: shown(args.pool) })}, in force`,
    actual: ({ since, evidence }) => `${since === null ? '' : `changed at ${shown(since)}; `}${shown(evidence)}`,
    fixes: ({ namespace }) => [waitForIam(namespace)],
    example: { ...example, since: '2026-03-02T09:14:00Z', evidence: 'the policy changed during this run' },
  },
};

function waitForIam(namespace: string): Fix {
  return {
    kind: 'now',
    title: 'Wait for IAM, and look again until it is through',
    tool: 'flux-wi',
    command: askAgain(namespace),
    patch: null,
    permission: 'none',
    takes: propagation,
    verify: askAgain(namespace),
  };
}

function tokenRole(namespace: string, ksa: string, controllerNamespace: string, controller: string): string {
  const account = `${controllerNamespace}:${controller}`;
  const role = `flux-wi-token-${ksa}`;
  return inOrder(
    sh`kubectl create role ${role} -n ${namespace} --verb=create --resource=serviceaccounts/token --resource-name=${ksa}`,
    sh`kubectl create rolebinding ${role} -n ${namespace} --role=${role} --serviceaccount=${account}`,
  );
}

function allowTokens(args: FindingArgs['token-request-forbidden']): Fix[] {
  const { namespace, ksa, controller, controllerNamespace, how } = args;
  const byRole: Fix = {
    kind: 'ask-first',
    title: `Let ${controllerNamespace}/${controller} create tokens for KSA ${namespace}/${ksa}, and for no other`,
    tool: 'kubectl',
    command: tokenRole(namespace, ksa, controllerNamespace, controller),
    patch: null,
    permission: `create roles and rolebindings in namespace ${namespace}`,
    takes: 'at once; Flux takes it up at its next retry',
    verify: sh`kubectl auth can-i create ${`serviceaccounts/${ksa}`} --subresource=token -n ${namespace} --as=${`system:serviceaccount:${controllerNamespace}:${controller}`}`,
  };
  if (how !== 'flux-operator') return [byRole];
  const spec = '{"spec":{"cluster":{"objectLevelWorkloadIdentity":true}}}';
  const byInstance: Fix = {
    kind: 'ask-first',
    title: 'Switch object-level identity on in the FluxInstance, which gives gate and right',
    tool: 'kubectl',
    command: sh`kubectl -n ${controllerNamespace} patch fluxinstance flux --type merge -p ${spec}`,
    patch: {
      file: `the manifest of FluxInstance ${controllerNamespace}/flux`,
      place: 'add or change these lines',
      language: 'yaml',
      content: 'spec:\n  cluster:\n    objectLevelWorkloadIdentity: true\n',
    },
    permission: `patch fluxinstances in namespace ${controllerNamespace}`,
    takes: 'about a minute, until the controllers have started anew',
    verify: askAgain(namespace),
  };
  return [byInstance, byRole];
}

function enableGate(args: FindingArgs['object-identity-disabled']): Fix[] {
  return addFlag(args, args.owner, `--feature-gates=${gate}=true`, { cluster: { objectLevelWorkloadIdentity: true } });
}

function supportIdentity(args: FindingArgs['object-identity-unsupported']): Fix[] {
  const common = { tool: 'flux', patch: null, takes: 'some minutes', verify: askAgain(args.namespace) } as const;
  if (args.minimum !== null)
    return [
      {
        ...common,
        kind: 'ask-first',
        title: `Upgrade to ${args.minimum} or later; an install that was bootstrapped is upgraded by running \`flux bootstrap\` again`,
        command: sh`flux install --namespace=${args.namespace} --components-extra=image-reflector-controller,image-automation-controller`,
        permission: 'cluster-admin',
      },
    ];
  return [
    {
      ...common,
      kind: 'lasting',
      title: 'Read the chart by an OCIRepository, which may have an identity of its own, and refer to it by chartRef',
      command: sh`flux create source oci charts --url=${`oci://${yours('IMAGE')}`} --provider=gcp --export`,
      permission: 'write access to the Git repository',
    },
  ];
}

function exchangeMeaning(error: string, description: string): string {
  if (error === 'invalid_target') return 'no such pool, or no such cluster in it';
  if (error === 'invalid_request') return 'the audience has no form that it knows';
  if (/stale to sign-in/i.test(description)) return 'expired, or a clock is wrong';
  if (/audience/i.test(description)) return 'made for another audience';
  if (/attribute condition/i.test(description)) return 'the condition of the provider does not hold for it';
  if (/issuer in ID Token/i.test(description)) return 'a token of another cluster';
  if (/issuer/i.test(description)) return 'its issuer cannot be reached';
  if (/signature|parse/i.test(description)) return 'its signature does not hold';
  return shown(description);
}

function exchange(args: FindingArgs['token-exchange-rejected']): Fix[] {
  const [, project, location, name] =
    /\/projects\/([^/]+)\/locations\/([^/]+)\/clusters\/([^/:]+)/.exec(args.audience) ?? [];
  const cluster = {
    project: project ?? yours('PROJECT'),
    location: location ?? yours('LOCATION'),
    name: name ?? yours('CLUSTER'),
  };
  const common = { patch: null, verify: askAgain(args.namespace) } as const;
  if (/stale to sign-in/i.test(args.description))
    return [
      {
        ...common,
        kind: 'find-out',
        title: 'Compare the clocks, then ask with a new token',
        tool: 'flux-wi',
        command: inOrder('date -u', askAgain(args.namespace)),
        permission: 'none',
        takes: 'at once',
      },
    ];
  const provider = partsOf(args.audience);
  if (provider !== null)
    return [
      {
        ...common,
        kind: 'find-out',
        title: `See which issuer, audiences and condition provider ${provider.provider} of pool ${provider.pool} takes`,
        tool: 'gcloud',
        command: sh`gcloud iam workload-identity-pools providers describe ${provider.provider} --location=global --workload-identity-pool=${provider.pool} --project=${provider.project}`,
        permission: 'iam.workloadIdentityPoolProviders.get (roles/iam.workloadIdentityPoolViewer)',
        takes: 'at once',
      },
    ];
  return [
    {
      ...common,
      kind: 'find-out',
      title: 'See whether the cluster has this very pool, project, location and name',
      tool: 'gcloud',
      command: describeCluster(cluster),
      permission: 'container.clusters.get (roles/container.clusterViewer)',
      takes: 'at once',
    },
  ];
}
