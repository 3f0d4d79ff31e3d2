/** Brings a scanner up, and lets it see its objects. */

import { changeDeployment, podSpec, restart } from './deployment.ts';
import { annotateKsa } from './ksa-annotation.ts';
import { askAgain } from './verify.ts';
import type { FindingArgs } from '../finding-args.ts';
import { sh } from '../shell-quote.ts';
import type { Fix } from '../vocabulary.ts';

export function startWorkload(args: FindingArgs['workload-not-running']): Fix[] {
  const look: Fix = {
    kind: 'find-out',
    title: `See why the pods of ${args.namespace}/${args.workload} are not ready`,
    tool: 'kubectl',
    command: sh`kubectl -n ${args.namespace} describe deployment,replicaset,pod -l app=${args.workload}`,
    patch: null,
    permission: `get and list deployments, replicasets, pods and events in namespace ${args.namespace}`,
    takes: 'at once',
    verify: sh`kubectl -n ${args.namespace} rollout status deployment ${args.workload}`,
  };
  switch (args.cause) {
    case 'scaled-to-zero':
      return [
        {
          ...look,
          kind: 'ask-first',
          title: `Scale ${args.namespace}/${args.workload} to one`,
          command: sh`kubectl --field-manager=flux-client-side-apply -n ${args.namespace} patch deployment ${args.workload} --type merge -p ${'{"spec":{"replicas":1}}'}`,
          permission: `patch deployments in namespace ${args.namespace}`,
          takes: 'about a minute',
        },
      ];
    case 'token-not-mounted':
      return changeDeployment(
        args,
        { kind: 'none' },
        {
          title: `Mount the Kubernetes token in the pods of ${args.namespace}/${args.workload}`,
          patch: podSpec({ automountServiceAccountToken: true }),
        },
      );
    case 'crash':
      return [
        {
          ...look,
          kind: 'find-out',
          title: `Read what ${args.namespace}/${args.workload} said before it ended`,
          command: sh`kubectl -n ${args.namespace} logs ${`deployment/${args.workload}`} --previous --tail=50`,
        },
        look,
      ];
    case 'image':
    case 'scheduling':
    case 'not-ready':
      return [look];
    default:
      return args.cause satisfies never;
  }
}

/** Brings scanner and annotation together: by the scanner where its KSA is nobody's, else by the KSA. */
export function runAsAnnotated(args: FindingArgs['workload-uses-other-ksa']): Fix[] {
  const { namespace, workload, runsAs, annotated, gsa, owner } = args;
  if (args.by === 'earlier-pods')
    return [restart(args, `Make the pods of ${namespace}/${workload} anew: the template names ${annotated} by now`)];
  const annotate = annotateKsa({ namespace, ksa: runsAs, gsa, owner });
  // Whatever has no KSA of its own in the namespace runs as default, and would become the GSA too.
  if (runsAs !== 'default' && annotated !== workload) return annotate;
  const title = `Run ${namespace}/${workload} as KSA ${annotated}`;
  const move = changeDeployment(args, owner, { title, patch: podSpec({ serviceAccountName: annotated }) });
  return runsAs === 'default' ? move : [...move, ...annotate];
}

export function installReflector(): Fix[] {
  const common = { patch: null, permission: 'cluster-admin', takes: 'some minutes', verify: askAgain() } as const;
  return [
    {
      ...common,
      kind: 'ask-first',
      title: 'Add the image controllers (an install that was bootstrapped: run `flux bootstrap` again with this flag)',
      tool: 'flux',
      command: 'flux install --components-extra=image-reflector-controller,image-automation-controller',
    },
    {
      ...common,
      kind: 'ask-first',
      title: 'Or, with the Flux Operator: add it to spec.components of the FluxInstance',
      tool: 'kubectl',
      command: sh`kubectl -n flux-system patch fluxinstance flux --type json -p ${'[{"op":"add","path":"/spec/components/-","value":"image-reflector-controller"}]'}`,
    },
    {
      ...common,
      kind: 'ask-first',
      title: 'Or, with the community chart: switch it on',
      tool: 'helm',
      command:
        'helm upgrade flux flux2 --repo https://fluxcd-community.github.io/helm-charts -n flux-system --reuse-values --set imageReflectionController.create=true',
    },
  ];
}

export function meshAnnotations(sidecar: string): Record<string, string> {
  return sidecar.includes('linkerd')
    ? { 'config.linkerd.io/skip-subnets': '169.254.169.254/32' }
    : {
        'proxy.istio.io/config': '{"holdApplicationUntilProxyStarts":true}',
        'traffic.sidecar.istio.io/excludeOutboundIPRanges': '169.254.169.254/32',
      };
}

export function watchObject(args: FindingArgs['object-not-watched']): Fix[] {
  const equality = args.selectors
    .map((selector) => /^([^!=,()\s]+)=([^=,()\s]*)$/.exec(selector))
    .find((m) => m !== null);
  const absence = args.selectors.map((selector) => /^!([^=,()\s]+)$/.exec(selector)).find((m) => m !== null);
  const label =
    absence !== undefined ? `${absence[1]}-` : equality !== undefined ? `${equality[1]}=${equality[2]}` : null;
  const common = {
    tool: 'kubectl',
    patch: null,
    permission: `patch ${args.kind} in namespace ${args.namespace}; where Git has the object, the label must go there too`,
    takes: 'at once',
    verify: askAgain(args.namespace),
  } as const;
  if (label === null)
    return [
      {
        ...common,
        kind: 'find-out',
        title: 'See which selectors the controllers have, and move or label the object so that one fits',
        command: sh`kubectl get deployments -A -l app.kubernetes.io/part-of=flux -o ${'jsonpath={range .items[*]}{.metadata.name}{" "}{.spec.template.spec.containers[0].args}{"\\n"}{end}'}`,
      },
    ];
  return [
    {
      ...common,
      kind: 'now',
      title: `Label ${args.kind} ${args.namespace}/${args.name} so that a controller takes it (${label})`,
      command: sh`kubectl -n ${args.namespace} label --overwrite ${args.kind.toLowerCase()} ${args.name} ${label}`,
    },
  ];
}
