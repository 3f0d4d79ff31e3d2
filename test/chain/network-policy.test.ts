import { describe, expect, test } from 'vitest';
import { cidrContains, egressVerdict, metadataDestinations } from '../../src/chain/network-policy.ts';
import type { Dataplane, Destination, NetworkPolicy } from '../../src/chain/network-policy.ts';

const pod = { namespace: 'flux-system', labels: { app: 'image-reflector-controller' } };
const [metadataV2] = metadataDestinations('dataplane-v2');
const [metadataIptables] = metadataDestinations('iptables');
const kubeDns: Destination = {
  kind: 'pod',
  namespace: 'kube-system',
  namespaceLabels: { 'kubernetes.io/metadata.name': 'kube-system' },
  labels: { 'k8s-app': 'kube-dns' },
  ip: '10.0.0.10',
  port: 53,
  portNames: ['dns'],
  protocol: 'UDP',
};

function policy(name: string, spec: NetworkPolicy['spec']): NetworkPolicy {
  return { metadata: { name }, ...(spec === undefined ? {} : { spec }) };
}
const denyAll = policy('deny-all', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
const allowEgress = policy('allow-egress', { podSelector: {}, policyTypes: ['Ingress', 'Egress'], egress: [{}] });

function allowed(
  policies: NetworkPolicy[],
  to: Destination | undefined,
  dataplane: Dataplane = 'dataplane-v2',
): boolean {
  return to !== undefined && egressVerdict(policies, pod, to, dataplane).kind === 'allowed';
}

describe('policies add up', () => {
  test('none: everything goes', () => expect(allowed([], metadataV2)).toBe(true));
  test('a default deny blocks, and is named', () => {
    expect(metadataV2 && egressVerdict([denyAll], pod, metadataV2, 'dataplane-v2')).toEqual({
      kind: 'blocked',
      policies: ['deny-all'],
    });
  });
  test('Flux’s own allow-egress opens what any other closes', () => {
    expect(allowed([denyAll, allowEgress], metadataV2)).toBe(true);
  });
  test('ingress policies limit no egress', () => {
    expect(
      allowed(
        [policy('in', { podSelector: {}, policyTypes: ['Ingress'] }), policy('in2', { podSelector: {} })],
        metadataV2,
      ),
    ).toBe(true);
  });
  test('a policy for other pods is none for these', () => {
    expect(
      allowed([policy('x', { podSelector: { matchLabels: { app: 'y' } }, policyTypes: ['Egress'] })], metadataV2),
    ).toBe(true);
  });
});

describe('the metadata server is elsewhere on each dataplane', () => {
  const rule = (cidr: string, port: number, except?: string[]) =>
    policy('to', {
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [{ to: [{ ipBlock: { cidr, ...(except ? { except } : {}) } }], ports: [{ protocol: 'TCP', port }] }],
    });
  test.each([
    ['169.254.169.254/32', 80, true, false],
    ['169.254.169.252/32', 988, false, true],
    ['169.254.169.254/32', 988, false, false],
    ['0.0.0.0/0', 80, true, false],
  ])('%s port %i', (cidr, port, onV2, onIptables) => {
    expect(allowed([rule(cidr, port)], metadataV2, 'dataplane-v2')).toBe(onV2);
    expect(allowed([rule(cidr, port)], metadataIptables, 'iptables')).toBe(onIptables);
  });
  test('what is excepted is not in the block', () => {
    expect(allowed([rule('0.0.0.0/0', 80, ['169.254.0.0/16'])], metadataV2)).toBe(false);
  });
  test('where the dataplane is not known it may be at either', () => {
    expect(metadataDestinations('unknown')).toHaveLength(2);
  });
});

describe('ports', () => {
  const port = (ports: NonNullable<NonNullable<NetworkPolicy['spec']>['egress']>[number]['ports']) =>
    policy('p', { podSelector: {}, policyTypes: ['Egress'], egress: [ports === undefined ? {} : { ports }] });
  test.each([
    [[{ port: 1, endPort: 100 }], true],
    [[{ port: 81, endPort: 100 }], false],
    [[{ protocol: 'UDP', port: 80 }], false],
    [[{ protocol: 'TCP' }], true],
    [[{ port: 'http' }], false],
    [[], true],
  ])('%j lets 80/TCP through: %s', (ports, answer) => {
    expect(allowed([port(ports)], metadataV2)).toBe(answer);
  });
});

describe('peers by selector are pods, peers by CIDR are addresses', () => {
  const to = (...peers: NonNullable<NonNullable<NonNullable<NetworkPolicy['spec']>['egress']>[number]['to']>) =>
    policy('to', { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: peers }] });
  test('a selector never reaches an address', () => {
    expect(allowed([to({ namespaceSelector: {} }), to({ podSelector: {} })], metadataV2)).toBe(false);
  });
  test('DNS by namespace and pod', () => {
    const selector = { namespaceSelector: {}, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } };
    expect(allowed([to(selector)], kubeDns)).toBe(true);
    expect(allowed([to({ podSelector: {} })], kubeDns)).toBe(false);
  });
  test('on Dataplane V2 a CIDR never matches a pod, on iptables it does', () => {
    const everywhere = to({ ipBlock: { cidr: '0.0.0.0/0' } });
    expect(allowed([everywhere], kubeDns, 'dataplane-v2')).toBe(false);
    expect(allowed([everywhere], kubeDns, 'iptables')).toBe(true);
  });
});

test.each([
  ['169.254.0.0/16', '169.254.169.254', true],
  ['169.254.169.254/32', '169.254.169.253', false],
  ['fd00::/8', 'fd20:ce::254', true],
  ['0.0.0.0/0', 'fd20:ce::254', false],
  ['nonsense', '1.2.3.4', false],
  ['1.2.3.4/99', '1.2.3.4', false],
])('%s holds %s: %s', (cidr, ip, answer) => {
  expect(cidrContains(cidr, ip)).toBe(answer);
});
