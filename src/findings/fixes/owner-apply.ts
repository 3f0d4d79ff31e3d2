/** Makes the owner of a KSA apply again. */

import { reconcileByAnnotation } from './by-flux.ts';
import { askAgain } from './verify.ts';
import type { Owner } from '../subjects.ts';
import { inOrder, sh } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';

export function ownerName(owner: Owner): string {
  switch (owner.kind) {
    case 'kustomization':
      return `Kustomization ${owner.namespace}/${owner.name}`;
    case 'fluxinstance':
      return `FluxInstance ${owner.namespace}/${owner.name}`;
    case 'resourceset':
      return `ResourceSet ${owner.namespace}/${owner.name}`;
    case 'helmrelease':
      return `HelmRelease ${owner.namespace}/${owner.name}`;
    case 'helm':
      return `Helm release ${owner.namespace}/${owner.release}`;
    case 'argocd':
      return `Argo CD application ${owner.application}`;
    case 'config-connector':
      return `Config Connector's ${owner.namespace}/${owner.name}`;
    case 'flux-v1':
      return 'Flux v1';
    case 'terraform':
      return 'Terraform';
    case 'none':
      return 'Its owner';
    default:
      return owner satisfies never;
  }
}

export function makeApply(owner: Owner, cause: 'suspended' | 'failing', namespace: string): Fix[] {
  const commands = applyCommands(owner, namespace);
  return [
    {
      kind: cause === 'suspended' ? 'ask-first' : 'find-out',
      title:
        cause === 'suspended' ? `Resume ${ownerName(owner)}` : `Try ${ownerName(owner)} again, and read why it fails`,
      tool: commands.tool,
      command: cause === 'suspended' ? commands.resume : commands.retry,
      patch: null,
      permission: `patch ${ownerName(owner)}`,
      takes: 'after about 2 min',
      verify: askAgain(namespace),
    },
  ];
}

interface ApplyCommands {
  readonly tool: Fix['tool'];
  readonly resume: string;
  readonly retry: string;
}

function applyCommands(owner: Owner, namespace: string): ApplyCommands {
  switch (owner.kind) {
    case 'kustomization':
    case 'helmrelease': {
      const describe = sh`kubectl -n ${owner.namespace} describe ${owner.kind} ${owner.name}`;
      const retry = inOrder(reconcileByAnnotation(owner.kind, owner), describe);
      const resume = sh`kubectl --field-manager=flux-client-side-apply -n ${owner.namespace} patch ${owner.kind} ${owner.name} --type merge -p ${'{"spec":{"suspend":false}}'}`;
      return { tool: 'kubectl', resume, retry };
    }
    case 'fluxinstance':
    case 'resourceset': {
      const annotate = sh`kubectl --field-manager=flux-client-side-apply -n ${owner.namespace} annotate --overwrite ${owner.kind} ${owner.name} `;
      const describe = sh`kubectl -n ${owner.namespace} describe ${owner.kind} ${owner.name}`;
      const retry = inOrder(`${annotate}reconcile.fluxcd.io/requestedAt="$(date +%s)"`, describe);
      return { tool: 'kubectl', resume: `${annotate}fluxcd.controlplane.io/reconcile=enabled`, retry };
    }
    case 'argocd': {
      const describe = sh`kubectl -n argocd describe application ${owner.application}`;
      return { tool: 'kubectl', resume: describe, retry: describe };
    }
    case 'helm': {
      const status = sh`helm status ${owner.release} -n ${owner.namespace}`;
      return { tool: 'helm', resume: status, retry: status };
    }
    case 'terraform':
      return { tool: 'terraform', resume: 'terraform plan', retry: 'terraform plan' };
    case 'flux-v1':
    case 'config-connector':
    case 'none': {
      const events = sh`kubectl -n ${namespace} get events`;
      return { tool: 'kubectl', resume: events, retry: events };
    }
    default:
      return owner satisfies never;
  }
}
