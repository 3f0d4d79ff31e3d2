import { tagOf, withoutTag } from '../chain/image-reference.ts';
import { capabilities } from '../chain/versions/capabilities.ts';
import { controllerVersion } from '../chain/versions/distribution.ts';
import { parseVersion } from '../chain/versions/version.ts';
import type { Component } from '../chain/vocabulary.ts';
import type { V1Container, V1Deployment } from '../clients/kubernetes.ts';
import { controllerFlags } from './controller-flags.ts';
import type { ScanWorkload } from './workload.ts';

/**
 * The workloads that read registries, known by the images of their containers, their labels and their arguments, not
 * by their names: installs rename, mirror, shard and bundle. An all-in-one Deployment gives one for each controller.
 */
export function scannersIn(deployments: readonly V1Deployment[]): readonly ScanWorkload[] {
  return deployments.flatMap((deployment) => {
    const found = new Map<Component, V1Container>();
    const containers = deployment.spec?.template?.spec?.containers ?? [];
    for (const container of containers) {
      const component = componentOf(container, deployment, containers.length);
      if (component !== null && !found.has(component)) found.set(component, container);
    }
    return [...found].map(([component, container]) => scanner(deployment, component, container));
  });
}

function scanner(deployment: V1Deployment, component: Component, container: V1Container): ScanWorkload {
  const namespace = deployment.metadata?.namespace ?? 'default';
  const template = deployment.spec?.template?.spec;
  const version = versionOf(deployment, component, container);
  return {
    ref: { kind: 'Deployment', namespace, name: deployment.metadata?.name ?? '', component, version },
    deployment,
    container,
    pods: null,
    // The API server fills in `default`; the older of the two field names is still accepted in manifests.
    serviceAccount: template?.serviceAccountName || template?.serviceAccount || 'default',
    flags: controllerFlags(container, namespace),
    capabilities: capabilities(component, version),
  };
}

const controllers = ['image-reflector-controller', 'source-controller'] as const;

function componentOf(container: V1Container, deployment: V1Deployment, siblings: number): Component | null {
  const repository = withoutTag(container.image ?? '');
  const [parent = '', base = ''] =
    repository.split('/').slice(-2).length === 2 ? repository.split('/').slice(-2) : ['', repository];
  const labels = { ...deployment.spec?.template?.metadata?.labels, ...deployment.metadata?.labels };
  const ofFlux = labels['app.kubernetes.io/part-of'] === 'flux' || /flux/i.test(repository);

  for (const controller of controllers) {
    const named = base === controller || (base.endsWith(`-${controller}`) && /flux/i.test(base));
    // Knative and others also have a "source-controller": its arguments or labels must be Flux's.
    if (named && (ofFlux || labels['app'] === controller || hasFlag(container, fluxFlags))) return controller;
    // Renamed images: the label tells, if there is one container that it can speak of.
    const labelled =
      labels['app.kubernetes.io/component'] === controller && labels['app.kubernetes.io/part-of'] === 'flux';
    if (labelled && (siblings === 1 || container.name === 'manager') && !isAnotherController(base)) return controller;
  }
  if (
    base === 'flux-operator' &&
    (/controlplane/i.test(repository) || labels['app.kubernetes.io/name'] === 'flux-operator')
  )
    return 'flux-operator';
  const isFlux1 = base === 'flux' || base === 'flux-prerelease' || base.endsWith('-fluxcd-flux');
  if (isFlux1 && (['fluxcd', 'weaveworks'].includes(parent) || hasFlag(container, flux1Flags))) return 'flux-v1';
  return null;
}

const fluxFlags = ['events-addr', 'watch-all-namespaces', 'storage-adv-addr', 'watch-label-selector'];
const flux1Flags = ['git-url', 'memcached-hostname', 'memcached-service', 'ssh-keygen-dir', 'git-poll-interval'];

function hasFlag(container: V1Container, names: readonly string[]): boolean {
  const flags = controllerFlags(container, '');
  return names.some((name) => flags.has(name));
}

function isAnotherController(base: string): boolean {
  return base.endsWith('-controller') && !controllers.some((controller) => base.endsWith(controller));
}

/**
 * The controller's own version: its image's tag, else from the label, which on Flux v2's objects is the release of
 * Flux (images by digest alone have only that).
 */
function versionOf(deployment: V1Deployment, component: Component, container: V1Container): string | null {
  const tag = tagOf(container.image ?? '');
  if (tag !== null && parseVersion(tag) !== null) return tag.replace(/^v/, '');
  const label =
    deployment.metadata?.labels?.['app.kubernetes.io/version'] ??
    deployment.spec?.template?.metadata?.labels?.['app.kubernetes.io/version'];
  return label === undefined ? null : controllerVersion(component, label);
}
