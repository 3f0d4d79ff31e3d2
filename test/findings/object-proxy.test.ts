import { expect, test } from 'vitest';
import { describe as inWords } from '../../src/findings/describe.ts';
import { finding } from '../../src/findings/finding.ts';

const args = {
  namespace: 'flux-system',
  workload: 'image-reflector-controller',
  noProxy: '',
  version: '0.34.0',
  owner: { kind: 'none' },
} as const;

test('NO_PROXY is offered for the environment of the controller, and not for the proxy that an object names', () => {
  const commandsOf = (variable: string, object: { kind: string; namespace: string; name: string } | null) =>
    inWords(finding('proxy-captures-metadata', { ...args, variable, object }))
      .fixes.map((fix) => fix.command)
      .join('\n');
  expect(commandsOf('HTTP_PROXY', null)).toContain('NO_PROXY');
  const own = commandsOf('spec.proxySecretRef', { kind: 'ImageRepository', namespace: 'apps', name: 'api' });
  expect(own).not.toContain('NO_PROXY');
  expect(own).toContain('"proxySecretRef":null');
});
