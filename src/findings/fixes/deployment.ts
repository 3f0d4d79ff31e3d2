/** Changes of a Deployment that reads registries, by the hand that owns it. */

import type { Owner, Workload } from '../subjects.ts';
import { fixesFor } from './for-owner.ts';
import { sh } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import type { HelmValue, Patch } from './change.ts';
import { fluxSections } from './ksa-annotation.ts';
import { askAgain } from './verify.ts';
import type { Plain } from './yaml-text.ts';

interface DeploymentChange {
  readonly title: string;
  readonly patch: Patch;
  readonly values?: (chart: string | null) => HelmValue | null;
  readonly instance?: { readonly [key: string]: Plain };
}

export function changeDeployment(at: Workload, owner: Owner, change: DeploymentChange): Fix[] {
  return fixesFor(
    {
      values: () => null,
      ...change,
      object: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: at.namespace, name: at.workload },
      permission: `patch deployments in namespace ${at.namespace}`,
      takes: 'after the controller has restarted, about 1 min',
      verify: askAgain(at.namespace),
    },
    owner,
  );
}

/** A change of the pod's spec. */
export function podSpec(spec: { readonly [key: string]: Plain }): Patch {
  return { kind: 'merge', content: { spec: { template: { spec } } } };
}

/** A change of the controller's environment. Flux's controllers call their container `manager`, Flux v1 `flux`. */
export function environment(workload: string, variable: { readonly [key: string]: Plain }): Patch {
  return podSpec({ containers: [{ name: workload === 'flux' ? 'flux' : 'manager', env: [variable] }] });
}

/** A further flag of the controller. It may be repeated, so the ones that are there need not be known. */
export function addFlag(at: Workload, owner: Owner, flag: string, instance?: { readonly [key: string]: Plain }): Fix[] {
  return changeDeployment(at, owner, {
    title: `Add the flag ${flag} to Deployment ${at.namespace}/${at.workload}`,
    patch: {
      kind: 'operations',
      content: [{ op: 'add', path: '/spec/template/spec/containers/0/args/-', value: flag }],
    },
    values: () => {
      const section = fluxSections[at.workload];
      return section === undefined ? null : { path: [section, 'container', 'additionalArgs'], value: [flag] };
    },
    ...(instance === undefined ? {} : { instance }),
  });
}

/**
 * New pods for a controller that holds on to something old. Under the manager's name that Flux leaves alone, or it
 * would be undone, and the pods rolled twice.
 */
export function restart(at: Workload, title: string): Fix {
  return {
    kind: 'now',
    title,
    tool: 'kubectl',
    command: sh`kubectl --field-manager=flux-client-side-apply -n ${at.namespace} rollout restart deployment ${at.workload}`,
    patch: null,
    permission: `patch deployments in namespace ${at.namespace}`,
    takes: 'after about 1 min, when the new pod is ready',
    verify: askAgain(at.namespace),
  };
}

/** Opens the Deployment in an editor, where only a person can tell which of its lines is wrong. */
export function edit(at: Workload, title: string): Fix {
  return {
    kind: 'ask-first',
    title,
    tool: 'kubectl',
    command: sh`kubectl --field-manager=flux-client-side-apply -n ${at.namespace} edit deployment ${at.workload}`,
    patch: null,
    permission: `get and patch deployments in namespace ${at.namespace}; where Git has the flag, it must go there too`,
    takes: 'after about 1 min, when the new pod is ready',
    verify: sh`kubectl -n ${at.namespace} rollout status deployment ${at.workload}`,
  };
}
