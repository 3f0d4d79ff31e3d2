/** `--fail-on broken` as a gate in CI: it forgives what may not be read, and never that nothing was walked. */

import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { worldOf } from '../../src/sandbox/scenarios/index.ts';
import { takeMinting, takeReadings } from '../../src/sandbox/scenarios/scenario.ts';
import type { World } from '../../src/sandbox/world.ts';
import { healthyWorld } from '../../src/sandbox/worlds/healthy.ts';
import { ask } from './asked.ts';

type Env = Record<string, string>;
type Row = readonly [
  title: string,
  parts: {
    readonly world?: () => World;
    readonly args?: readonly string[];
    readonly env?: (env: Readonly<Env>) => Env;
  },
];

function changed(...changes: readonly ((world: World) => void)[]): () => World {
  return () => {
    const world = healthyWorld('flux-v2');
    for (const change of changes) change(world);
    return world;
  };
}

const noCredentials = (world: World): void => void (world.operator.credentials = 'none');
const allContexts = ['--all-contexts'];

interface Named {
  name: string;
  [field: string]: unknown;
}

/** The sandbox's own kubeconfig with a second context, of the same user; `server` is where its cluster is. */
function andAnother(server: (own: string) => string): (env: Readonly<Env>) => Env {
  return (env) => {
    const file = env['KUBECONFIG'] ?? '';
    const config = parse(readFileSync(file, 'utf8')) as {
      clusters: (Named & { cluster: { server: string } })[];
      contexts: (Named & { context: { cluster: string; user: string } })[];
    };
    config.clusters = config.clusters.flatMap((one) => [
      one,
      { name: 'another', cluster: { ...one.cluster, server: server(one.cluster.server) } },
    ]);
    config.contexts = config.contexts.flatMap((one) => [
      one,
      { name: 'another', context: { ...one.context, cluster: 'another' } },
    ]);
    writeFileSync(file, stringify(config));
    return { ...env };
  };
}

async function exitCodeOf({ world = changed(), args = [], env }: Row[1]): Promise<number | null> {
  const { code } = await ask(world(), { args: ['--fail-on', 'broken', ...args], ...(env && { env }) });
  return code;
}

describe('the gate stays shut', () => {
  const rows: readonly Row[] = [
    ['without a kubeconfig', { world: () => worldOf('kubeconfig-missing') }],
    ['where the API server does not answer', { world: () => worldOf('cluster-unreachable') }],
    ['where the API server does not know the caller', { world: () => worldOf('cluster-unauthorized') }],
    ['where the cluster is not one of GKE', { world: () => worldOf('cluster-not-gke') }],
    ['where Flux scans nothing on Google', { world: () => worldOf('nothing-to-scan') }],
    ['with a namespace that is misspelled', { args: ['-n', 'flux-sytem'] }],
    ['with one of two namespaces misspelled', { args: ['-n', 'flux-system', '-n', 'team-aa'] }],
    ['for an image that is not on Google', { args: ['--image', 'docker.io/library/nginx'] }],
    ['without Google credentials, and no token may be minted', { world: changed(noCredentials, takeMinting) }],
    [
      'with credentials that have expired, and no token may be minted',
      { world: changed((world) => void (world.operator.credentials = 'expired'), takeMinting) },
    ],
    ['without any right in Google, and no token may be minted', { world: changed(takeReadings, takeMinting) }],
    [
      'without Google credentials, and no proof is wanted',
      { world: changed(noCredentials), args: ['--prove-as', 'none'] },
    ],
    ['without any right in the cluster', { world: () => worldOf('caller-reads-nothing') }],
    ['where STS does not answer', { world: () => worldOf('api-unreachable') }],
    ['where a perimeter keeps the caller from the registry', { world: () => worldOf('perimeter-from-outside') }],
    ['where one of two clusters does not answer', { args: allContexts, env: andAnother(() => 'https://127.0.0.1:1') }],
    ['with a chain of which most was left out', { args: ['--check', 'ksa'] }],
  ];
  test.concurrent.each(rows)('%s', async (_, parts) => {
    expect(await exitCodeOf(parts)).toBe(3);
  });
});

describe('the gate opens', () => {
  const rows: readonly Row[] = [
    [
      'where the token was proved, and the nodes may not be read',
      { world: () => worldOf('caller-lists-no-nodes-nothing-scans') },
    ],
    ['where no proof is wanted, and every policy was read', { args: ['--prove-as', 'none'] }],
    ['where no token may be minted, and every policy was read', { world: changed(takeMinting) }],
    ['where one namespace alone may be read, and is', { world: () => worldOf('caller-reads-one-namespace') }],
    ['for the namespace that Flux is in', { world: changed(takeMinting), args: ['-n', 'flux-system'] }],
    [
      'for two clusters that were both walked',
      { world: () => worldOf('caller-lists-no-nodes-nothing-scans'), args: allContexts, env: andAnother((own) => own) },
    ],
    ['without Google credentials, where the proof needs none', { world: changed(noCredentials) }],
  ];
  test.concurrent.each(rows)('%s', async (_, parts) => {
    expect(await exitCodeOf(parts)).toBe(0);
  });
});

test('and it says why it stays shut', async () => {
  const { stderr } = await ask(worldOf('cluster-not-gke'), { args: ['--fail-on', 'broken'] });
  expect(stderr).toMatch(/--fail-on broken does not cover this run: .*GKE/);
});
