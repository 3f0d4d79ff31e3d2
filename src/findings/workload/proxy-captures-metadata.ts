import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { exampleWorkload } from '../examples.ts';
import { changeDeployment, environment } from '../fixes/deployment.ts';
import { changeSpec } from '../fixes/flux-object.ts';
import { upgradeFlux } from '../fixes/upgrade.ts';
import { nullable, record, text } from '../schema.ts';
import type { ArgsOf } from '../schema.ts';
import { fluxObject, owner, workload } from '../subjects.ts';
import { objectName, workloadName } from '../wording.ts';

const args = {
  ...workload,
  variable: text,
  noProxy: text,
  version: nullable(text),
  owner,
  /** An object whose own spec.proxySecretRef it is; `null`: the controller's environment. */
  object: nullable(record(fluxObject)),
};
type Args = ArgsOf<typeof args>;

export const proxyCapturesMetadata = defineFinding({
  code: 'proxy-captures-metadata',
  link: 'workload',
  level: 'broken',
  failsAt: 'metadata',
  since: '0.1.0',
  args,
  summary: ({ namespace, workload, variable }) =>
    `Deployment ${workloadName(namespace, workload)} sends its metadata requests to the proxy in ${variable}`,
  explanation:
    'The proxy is asked for metadata.google.internal, which only the node can answer, so no token comes back, or one of another machine. This concerns Flux up to 2.5, whose login uses the proxy variables and spec.proxySecretRef; later versions ask the metadata server directly. Google itself is still to be reached through the proxy.',
  sources: ['https://fluxcd.io/flux/installation/configuration/proxy-setting/'],
  expected: ({ object }) =>
    object === null ? 'NO_PROXY with 169.254.169.254 and metadata.google.internal' : 'no spec.proxySecretRef',
  actual: ({ noProxy, object }) =>
    object !== null
      ? `spec.proxySecretRef on ${objectName(object)}`
      : noProxy === ''
        ? 'no NO_PROXY'
        : `NO_PROXY=${noProxy}`,
  fixes: leadPast,
  example: {
    ...exampleWorkload,
    variable: 'HTTP_PROXY',
    noProxy: '.svc,10.0.0.0/8',
    version: '0.34.0',
    owner: { kind: 'none' },
    object: null,
  },
  variants: [
    { noProxy: '' },
    { variable: 'spec.proxySecretRef', object: { kind: 'ImageRepository', namespace: 'apps', name: 'api' } },
  ],
});

/** The environment of the controller says nothing to the proxy that an object names: there only doing without helps. */
function leadPast(args: Args): Fix[] {
  const { namespace, workload, noProxy, owner, object } = args;
  if (object !== null) {
    const title = `Remove spec.proxySecretRef from ${objectName(object)}, if the registry is reached without a proxy`;
    const without = changeSpec(object, { kind: 'none' }, title, { proxySecretRef: null });
    return [upgradeFlux(namespace, '2.6'), ...without.map((fix): Fix => ({ ...fix, kind: 'ask-first' }))];
  }
  return changeDeployment(args, owner, {
    title: `Exclude the metadata server from the proxy of Deployment ${namespace}/${workload}`,
    patch: environment(workload, {
      name: 'NO_PROXY',
      value: [noProxy, '169.254.169.254', 'metadata.google.internal'].filter((part) => part !== '').join(','),
    }),
  });
}
