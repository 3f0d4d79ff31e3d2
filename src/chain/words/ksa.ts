/** The words for the second link: the KSA, and the GSA that it names. */

import { correctKey, escapeDots } from '../fixes/helm-annotation.ts';
import { makeApply, ownerName } from '../fixes/owner-apply.ts';
import { annotateKsa, annotationKey } from '../fixes/ksa-annotation.ts';
import { askAgain, nextScan } from '../fixes/verify.ts';
import type { FindingArgs, Owner } from '../finding-args.ts';
import { sh, yours } from '../shell-quote.ts';
import { providerWords } from './provider.ts';
import { listed, quoted, shown } from './shown.ts';
import type { WordsTable } from './words-of.ts';

type KsaCode =
  | 'ksa-not-found'
  | 'ksa-annotation-missing'
  | 'ksa-annotation-empty'
  | 'ksa-annotation-malformed'
  | 'ksa-annotation-misspelled'
  | 'helm-dots-unescaped'
  | 'helm-values-key-wrong'
  | 'owner-not-applying'
  | 'ksa-owned-twice'
  | 'gsa-email-unsupported'
  | 'workload-identity-provider-invalid';

const howTo = 'https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity';
const example = { namespace: 'flux-system', ksa: 'image-reflector-controller' } as const;
const exampleGsa = 'flux-images@acme-prod.iam.gserviceaccount.com';
const exampleOwner: Owner = {
  kind: 'kustomization',
  namespace: 'flux-system',
  name: 'flux-system',
  path: './clusters/prod',
};

export const ksaWords: WordsTable<KsaCode> = {
  'ksa-not-found': {
    link: 'KSA',
    level: 'broken',
    summary: ({ namespace, ksa, near }) =>
      `KSA ${shown(namespace)}/${shown(ksa)} does not exist${near === null ? '' : `; ${shown(near)} does`}`,
    explanation:
      'The Kubernetes service account that is asked for is not there, so no token can be made for it. An object names it in spec.serviceAccountName, or the controller by --default-service-account, which is looked up in the namespace of each object. A KSA of the same name in another namespace is another one.',
    sources: ['https://fluxcd.io/flux/integrations/gcp/'],
    expected: ({ namespace, ksa }) => `KSA ${shown(namespace)}/${shown(ksa)}`,
    actual: ({ near }) => (near === null ? 'none of that name' : shown(near)),
    fixes: ({ namespace, ksa }) => [
      {
        kind: 'now',
        title: `Create KSA ${namespace}/${ksa}; where Git has the namespace, put it there`,
        tool: 'kubectl',
        command: sh`kubectl -n ${namespace} create serviceaccount ${ksa}`,
        patch: null,
        permission: `create serviceaccounts in namespace ${namespace}`,
        takes: nextScan,
        verify: askAgain(namespace),
      },
    ],
    example: { namespace: 'apps', ksa: 'image-reader', near: 'images-reader' },
  },
  'ksa-annotation-missing': {
    link: 'KSA',
    level: 'broken',
    summary: ({ namespace, ksa, elsewhere, refusal }) =>
      elsewhere.length === 0
        ? `KSA ${shown(namespace)}/${shown(ksa)} names no service account, ${refusal === null ? 'so it acts as itself' : 'and the registry refuses the KSA itself'}`
        : `KSA ${shown(namespace)}/${shown(ksa)} names no service account; the annotation stands on ${placed(elsewhere)}`,
    explanation: `Without ${annotationKey} the KSA acts as itself. That is legal, and right when the registry grants its principal; here the registry refused that principal. Only the ServiceAccount object counts: on a Deployment, a pod template, a Service or a namespace, or on a KSA of the same name elsewhere, the annotation does nothing. \`helm --set\` with unescaped dots fails before anything is stored, and leaves the KSA bare like this.`,
    sources: [
      howTo,
      'https://github.com/kubernetes-sigs/external-dns/issues/1413',
      'https://github.com/fluxcd/flux2/issues/688',
    ],
    expected: ({ gsa }) => `${annotationKey}: ${gsa === null ? 'NAME@PROJECT.iam.gserviceaccount.com' : shown(gsa)}`,
    actual: ({ elsewhere, refusal }) =>
      [
        elsewhere.length === 0 ? 'no annotation' : `on ${placed(elsewhere)}`,
        ...(refusal === null ? [] : [shown(refusal)]),
      ].join('; '),
    fixes: annotateKsa,
    example: {
      ...example,
      gsa: exampleGsa,
      elsewhere: [
        {
          kind: 'Deployment',
          namespace: 'flux-system',
          name: 'image-reflector-controller',
          at: `metadata.annotations["${annotationKey}"]`,
          value: exampleGsa,
        },
      ],
      owner: exampleOwner,
      refusal: 'Permission "artifactregistry.repositories.downloadArtifacts" denied',
    },
  },
  'ksa-annotation-empty': {
    link: 'KSA',
    level: 'broken',
    summary: ({ namespace, ksa, value }) =>
      `KSA ${shown(namespace)}/${shown(ksa)} has ${annotationKey} with nothing in it (${quoted(value)})`,
    explanation:
      'The annotation is there and names nobody. Nothing, or blanks, is taken as no annotation, and the KSA then acts as itself. Quote characters alone are worse: they are sent as a name that nobody has. As a rule a variable was empty where the manifest was made.',
    sources: [howTo],
    expected: ({ gsa }) => (gsa === null ? 'NAME@PROJECT.iam.gserviceaccount.com' : shown(gsa)),
    actual: ({ value }) => quoted(value),
    fixes: annotateKsa,
    example: { ...example, value: "''", gsa: exampleGsa, owner: exampleOwner },
  },
  'ksa-annotation-malformed': {
    link: 'KSA',
    level: 'broken',
    summary: ({ namespace, ksa, value, problem }) =>
      `KSA ${shown(namespace)}/${shown(ksa)} names ${quoted(value)}, which is no service account: ${shown(problem)}`,
    explanation:
      'The value cannot be the e-mail of a service account, so no token can be had for it, whatever IAM says. Usual slips are the short name alone, a prefix serviceAccount:, brackets or quotes from a guide, or blanks at an end. The doctor never sends such a value to Google.',
    sources: [
      'https://cloud.google.com/iam/docs/service-account-types',
      'https://github.com/velero-io/velero-plugin-for-gcp/issues/194',
    ],
    expected: ({ likely }) => (likely === null ? 'NAME@PROJECT.iam.gserviceaccount.com' : shown(likely)),
    actual: ({ value }) => quoted(value),
    fixes: ({ namespace, ksa, likely, owner }) => annotateKsa({ namespace, ksa, gsa: likely, owner }),
    example: {
      ...example,
      value: 'flux-images',
      problem: 'it has no @PROJECT.iam.gserviceaccount.com',
      likely: exampleGsa,
      owner: exampleOwner,
    },
  },
  'ksa-annotation-misspelled': {
    link: 'KSA',
    level: 'broken',
    summary: ({ namespace, ksa, found }) =>
      `KSA ${shown(namespace)}/${shown(ksa)} has no ${annotationKey}; ${found.kind === 'ServiceAccount' ? 'it' : placed([found])} has ${quoted(found.at)}`,
    explanation: `Something close to the annotation was found, and GKE reads the exact key ${annotationKey} on the KSA alone. A letter amiss, a label in place of an annotation, or the key and value run together with "=" in YAML all leave the KSA without a service account. The KSA itself was refused by the registry.`,
    sources: [howTo, 'https://github.com/fluxcd/website/issues/966'],
    expected: ({ likely }) =>
      `${annotationKey}: ${likely === null ? 'NAME@PROJECT.iam.gserviceaccount.com' : shown(likely)}`,
    actual: ({ found }) => `${shown(found.at)}: ${quoted(found.value)}`,
    fixes: ({ namespace, ksa, likely, owner }) => annotateKsa({ namespace, ksa, gsa: likely, owner }),
    example: {
      ...example,
      found: {
        kind: 'ServiceAccount',
        namespace: 'flux-system',
        name: 'image-reflector-controller',
        at: 'iam.gke.io/gcp-serviceaccount',
        value: exampleGsa,
      },
      likely: exampleGsa,
      owner: exampleOwner,
    },
  },
  'helm-dots-unescaped': {
    link: 'KSA',
    level: 'broken',
    summary: ({ namespace, ksa, release }) =>
      `${release.kind === 'helm' ? 'Helm release' : 'HelmRelease'} ${shown(release.namespace)}/${shown(release.name)} split the annotation of KSA ${shown(namespace)}/${shown(ksa)} at its dots`,
    explanation:
      'Helm takes each dot in --set for a level of the values, so iam.gke.io becomes iam, gke and io, and the KSA never has the annotation. Charts that print annotations with toYaml refuse to render ("cannot unmarshal object into Go struct field .metadata.annotations of type string"); charts that quote them render a key iam. Escape each dot, or write the value into a file.',
    sources: [
      'https://helm.sh/docs/intro/using_helm/#the-format-and-limitations-of---set',
      'https://github.com/istio/istio/issues/8501',
    ],
    expected: () => `one key, ${annotationKey}`,
    actual: ({ place }) => `${shown(place.at)}: ${quoted(place.value)}`,
    fixes: escapeDots,
    example: {
      ...example,
      place: {
        kind: 'HelmRelease',
        namespace: 'flux-system',
        name: 'flux',
        at: 'spec.values.imageReflectionController.serviceAccount.annotations.iam',
        value: '{"gke":{"io/gcp-service-account":"flux-images@acme-prod.iam.gserviceaccount.com"}}',
      },
      release: { kind: 'HelmRelease', namespace: 'flux-system', name: 'flux' },
      gsa: exampleGsa,
    },
  },
  'helm-values-key-wrong': {
    link: 'KSA',
    level: 'broken',
    summary: ({ place, expectedKey }) =>
      `${placed([place])} sets ${shown(place.at)}, which the chart does not read; it reads ${shown(expectedKey)}`,
    explanation:
      "The annotation stands under a key that the chart has no use for, and Helm says nothing about such keys, so the KSA stays bare. Flux's community chart says imageReflectionController, not imageReflectorController. Charts differ: the values page of the chart has the right path.",
    sources: [
      'https://github.com/fluxcd-community/helm-charts/tree/main/charts/flux2',
      'https://github.com/sigstore/helm-charts/issues/52',
    ],
    expected: ({ expectedKey }) => shown(expectedKey),
    actual: ({ place }) => shown(place.at),
    fixes: correctKey,
    example: {
      ...example,
      place: {
        kind: 'HelmRelease',
        namespace: 'flux-system',
        name: 'flux',
        at: 'imageReflectorController.serviceAccount.annotations',
        value: exampleGsa,
      },
      expectedKey: 'imageReflectionController.serviceAccount.annotations',
      gsa: exampleGsa,
    },
  },
  'owner-not-applying': {
    link: 'KSA',
    level: 'warn',
    summary: ({ namespace, ksa, owner, cause, message }) =>
      `${ownerName(owner)}, which owns KSA ${shown(namespace)}/${shown(ksa)}, is ${cause}${message === '' ? '' : `: ${shown(message)}`}`,
    explanation:
      'What applies the KSA is suspended or fails, so the right annotation may be in Git already and has not reached the cluster. Mend or resume the owner first, and look again. By itself it breaks nothing.',
    sources: ['https://fluxcd.io/flux/components/kustomize/kustomizations/'],
    expected: () => 'an owner that applies',
    actual: ({ cause, message }) => (message === '' ? cause : shown(message)),
    fixes: ({ owner, cause, namespace }) => makeApply(owner, cause, namespace),
    example: {
      ...example,
      owner: exampleOwner,
      cause: 'failing',
      message: 'kustomize build failed: accumulating resources',
    },
  },
  'ksa-owned-twice': {
    link: 'KSA',
    level: 'warn',
    summary: ({ namespace, ksa, managers }) =>
      `The annotation of KSA ${shown(namespace)}/${shown(ksa)} is written by ${listed(managers)}`,
    explanation:
      'Two field managers write the same annotation, so each overwrites the other, and removing one may remove it for both. Let one of them own the KSA. It breaks nothing while both write the same value.',
    sources: [
      'https://kubernetes.io/docs/reference/using-api/server-side-apply/',
      'https://github.com/terraform-google-modules/terraform-google-kubernetes-engine/issues/622',
    ],
    expected: () => 'one field manager',
    actual: ({ managers }) => listed(managers),
    fixes: ({ namespace, ksa }) => [
      {
        kind: 'find-out',
        title: 'See who wrote what and when, then take the annotation out of one of the two',
        tool: 'kubectl',
        command: sh`kubectl -n ${namespace} get serviceaccount ${ksa} -o yaml --show-managed-fields`,
        patch: null,
        permission: `get serviceaccounts in namespace ${namespace}`,
        takes: 'at once',
        verify: askAgain(namespace),
      },
    ],
    example: { ...example, managers: ['helm', 'Terraform'] },
  },
  'gsa-email-unsupported': {
    link: 'KSA',
    level: 'broken',
    summary: ({ namespace, ksa, gsa }) =>
      `Flux refuses ${shown(gsa)} on KSA ${shown(namespace)}/${shown(ksa)}, though it is a valid service account`,
    explanation:
      "For identities that an object names itself, Flux checks the annotation against a pattern of its own, which knows NAME@PROJECT.iam.gserviceaccount.com alone. Accounts of domain-scoped projects, Compute Engine's and App Engine's default accounts and other universes are refused before any call. The controller's own identity has no such check.",
    sources: ['https://github.com/fluxcd/pkg/issues/925'],
    expected: () => '^[a-zA-Z0-9-]{1,100}@[a-zA-Z0-9-]{1,100}\\.iam\\.gserviceaccount\\.com$',
    actual: ({ gsa }) => shown(gsa),
    fixes: ({ namespace, ksa }) => [
      {
        kind: 'ask-first',
        title: `Name an account of an ordinary project on KSA ${namespace}/${ksa}, bound and granted like this one`,
        tool: 'kubectl',
        command: sh`kubectl --field-manager=flux-client-side-apply -n ${namespace} annotate --overwrite serviceaccount ${ksa} iam.gke.io/gcp-service-account=${yours('GSA')}`,
        patch: null,
        permission: `patch serviceaccounts in namespace ${namespace}; where Git has the annotation, it must go there too`,
        takes: nextScan,
        verify: askAgain(namespace),
      },
    ],
    example: { namespace: 'apps', ksa: 'image-reader', gsa: '123456789012-compute@developer.gserviceaccount.com' },
  },
  'workload-identity-provider-invalid': providerWords,
};

function placed(places: FindingArgs['ksa-annotation-missing']['elsewhere']): string {
  return listed(places.map(({ kind, namespace, name }) => `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`));
}
