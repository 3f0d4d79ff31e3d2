/**
 * One change, written for whoever owns the object: what `kubectl` alone writes on an object that Flux applies is
 * reverted at its next reconciliation (Flux FAQ, "How to patch the Flux controllers"), and what it writes on one
 * that Helm or Terraform renders is lost at the next upgrade.
 */

import { byFluxInstance, byFluxV1, byKustomization, byResourceSet } from './by-flux.ts';
import { byHelm, byHelmRelease } from './by-helm.ts';
import { byTerraform } from './by-terraform.ts';
import { manifestLines } from './change.ts';
import type { Change } from './change.ts';
import { onLiveObject } from './live.ts';
import type { Owner } from '../subjects.ts';
import { sh } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';

/** Kind `now` first, then kind `lasting`. */
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
      return [onLiveObject(change, '')];
    default:
      return owner satisfies never;
  }
}

function byArgoCd(change: Change, application: string): Fix[] {
  const { object } = change;
  return [
    onLiveObject(change, '; reverted where Argo CD sets the same key'),
    {
      kind: 'lasting',
      title: `${change.title} in the Git repository that Argo CD application ${application} syncs`,
      tool: 'kubectl',
      command: sh`kubectl -n argocd annotate --overwrite application ${application} argocd.argoproj.io/refresh=normal`,
      patch: {
        file: `the manifest of ${object.kind} ${object.namespace}/${object.name}`,
        place: 'add or change these lines, commit and push',
        language: 'yaml',
        content: manifestLines(change),
      },
      permission: 'write access to the Git repository; to refresh at once: patch applications in namespace argocd',
      takes: `after Argo CD syncs the commit; ${change.takes}`,
      verify: change.verify,
    },
  ];
}
