import { inOrder, sh } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { askAgain } from '../fixes/verify.ts';
import { oneOf, text } from '../schema.ts';
import type { ArgsOf } from '../schema.ts';
import { ksa } from '../subjects.ts';

const args = { ...ksa, controller: text, controllerNamespace: text, how: oneOf('flux-operator', 'helm', 'other') };
type Args = ArgsOf<typeof args>;

export const tokenRequestForbidden = defineFinding({
  code: 'token-request-forbidden',
  link: 'token',
  level: 'broken',
  failsAt: 'token-request',
  since: '0.1.0',
  args,
  summary: ({ controllerNamespace, controller, namespace, ksa }) =>
    `Deployment ${controllerNamespace}/${controller} may not create tokens for ServiceAccount ${namespace}/${ksa}`,
  explanation:
    'For an identity that an object names itself, the controller asks the API server for a token of that KSA, and it lacks the right to create serviceaccounts/token. The community chart does not grant it, from Flux 2.10 on the default install does not either, and the Flux Operator grants it only when object-level identity is on. Your own rights and the binding on the Google side have no part in it.',
  sources: ['https://fluxcd.io/flux/integrations/gcp/'],
  expected: () => 'create serviceaccounts/token',
  actual: () => 'forbidden',
  fixes: allowTokens,
  example: {
    namespace: 'apps',
    ksa: 'image-reader',
    controller: 'image-reflector-controller',
    controllerNamespace: 'flux-system',
    how: 'helm',
  },
});

function tokenRole(namespace: string, ksa: string, controllerNamespace: string, controller: string): string {
  const account = `${controllerNamespace}:${controller}`;
  const role = `flux-wi-token-${ksa}`;
  return inOrder(
    sh`kubectl create role ${role} -n ${namespace} --verb=create --resource=serviceaccounts/token --resource-name=${ksa}`,
    sh`kubectl create rolebinding ${role} -n ${namespace} --role=${role} --serviceaccount=${account}`,
  );
}

function allowTokens(args: Args): Fix[] {
  const { namespace, ksa, controller, controllerNamespace, how } = args;
  const byRole: Fix = {
    kind: 'ask-first',
    title: `Allow ${controllerNamespace}/${controller} to create tokens for ServiceAccount ${namespace}/${ksa} only`,
    tool: 'kubectl',
    command: tokenRole(namespace, ksa, controllerNamespace, controller),
    patch: null,
    permission: `create roles and rolebindings in namespace ${namespace}`,
    takes: 'at the next scan, within 15 min',
    verify: sh`kubectl auth can-i create ${`serviceaccounts/${ksa}`} --subresource=token -n ${namespace} --as=${`system:serviceaccount:${controllerNamespace}:${controller}`}`,
  };
  if (how !== 'flux-operator') return [byRole];
  const spec = '{"spec":{"cluster":{"objectLevelWorkloadIdentity":true}}}';
  const byInstance: Fix = {
    kind: 'ask-first',
    title: 'Enable object-level identity in the FluxInstance, which sets the gate and grants the right',
    tool: 'kubectl',
    command: sh`kubectl -n ${controllerNamespace} patch fluxinstance flux --type merge -p ${spec}`,
    patch: {
      file: `the manifest of FluxInstance ${controllerNamespace}/flux`,
      place: 'add or change these lines',
      language: 'yaml',
      content: 'spec:\n  cluster:\n    objectLevelWorkloadIdentity: true\n',
    },
    permission: `patch fluxinstances in namespace ${controllerNamespace}`,
    takes: 'after the controllers have restarted, about 1 min',
    verify: askAgain(namespace),
  };
  return [byInstance, byRole];
}
