import { sh } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';

/** A later Flux, with its image controllers. */
export function upgradeFlux(namespace: string, minimum: string): Fix {
  return {
    kind: 'ask-first',
    title: `Upgrade Flux to ${minimum} or later (a bootstrapped install: run \`flux bootstrap\` again instead)`,
    tool: 'flux',
    command: sh`flux install --namespace=${namespace} --components-extra=image-reflector-controller,image-automation-controller`,
    patch: null,
    permission: 'cluster-admin',
    takes: 'after some minutes',
    verify: 'flux check',
  };
}
