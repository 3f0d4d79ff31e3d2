/**
 * One change, written for whoever owns the object: what `kubectl` alone writes on an object that Flux applies is
 * reverted at its next reconciliation (Flux FAQ, "How to patch the Flux controllers"), and what it writes on one
 * that Helm or Terraform renders is lost at the next upgrade.
 */

import { byFluxInstance, byFluxV1, byKustomization, byResourceSet, manifest } from './fixes/by-flux.ts';
import { byHelm, byHelmRelease } from './fixes/by-helm.ts';
import { byTerraform } from './fixes/by-terraform.ts';
import { byKubectl } from './fixes/change.ts';
import type { Change } from './fixes/change.ts';
import type { Owner } from './finding-args.ts';
import { sh } from './shell-quote.ts';
import type { Fix } from './vocabulary.ts';

/** The fixes in the order to try them: what survives first, then the stop-gap. */
export function fixesFor(change: Change, owner: Owner): Fix[] {
  switch (owner.kind) {
    case 'kustomization':
      return byKustomization(change, owner);
    case 'fluxinstance':
      return byFluxInstance(change, owner);
    case 'resourceset':
      return byResourceSet(change, owner);
    case 'flux-v1':
      return byFluxV1(change);
    case 'helmrelease':
      return byHelmRelease(change, owner);
    case 'helm':
      return byHelm(change, owner);
    case 'argocd':
      return byArgoCd(change, owner.application);
    case 'terraform':
      return byTerraform(change);
    // Config Connector owns the Google side alone; the objects in the cluster are nobody's.
    case 'config-connector':
    case 'none':
      return [live(change, change.title)];
    default:
      return owner satisfies never;
  }
}

function byArgoCd(change: Change, application: string): Fix[] {
  const { object } = change;
  return [
    {
      title: `${change.title}: in the manifest in Git that Argo CD application ${application} syncs`,
      tool: 'kubectl',
      command: sh`kubectl -n argocd annotate --overwrite application ${application} argocd.argoproj.io/refresh=normal`,
      patch: {
        file: `the manifest of ${object.kind} ${object.namespace}/${object.name} (merge into it)`,
        language: 'yaml',
        content: manifest(change),
      },
      permission: 'write access to the Git repository; to refresh at once: patch applications in namespace argocd',
      takes: `until Argo CD has synced the commit. ${change.takes}`,
      verify: change.verify,
    },
    live(change, `${change.title}: on the live object, as a stop-gap (reverted where the application heals itself)`),
  ];
}

function live(change: Change, title: string): Fix {
  return {
    title,
    tool: 'kubectl',
    command: byKubectl(change),
    patch: null,
    permission: change.permission,
    takes: change.takes,
    verify: change.verify,
  };
}
