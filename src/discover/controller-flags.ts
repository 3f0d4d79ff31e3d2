import type { V1Container } from '../clients/kubernetes.ts';

/** Flags of ours that take no value; any other word after them is not theirs. */
const switches = new Set([
  'watch-all-namespaces',
  'gcp-autologin-for-gcr',
  'aws-autologin-for-ecr',
  'azure-autologin-for-acr',
  'enable-leader-election',
  'registry-disable-scanning',
]);

/**
 * The flags of a controller's container, by name without dashes; a flag given several times keeps all its values.
 * `$(NAME)` is put in as the kubelet does, where the variable's value is known.
 */
export function controllerFlags(container: V1Container, namespace: string): ReadonlyMap<string, readonly string[]> {
  const words = [...(container.command ?? []), ...(container.args ?? [])].map((word) =>
    expand(word, container, namespace),
  );
  const flags = new Map<string, string[]>();
  for (const [index, word] of words.entries()) {
    const match = /^--?([A-Za-z][A-Za-z0-9.-]*)(?:=([\s\S]*))?$/.exec(word);
    const name = match?.[1];
    if (name === undefined) continue;
    const next = words[index + 1];
    const value = match?.[2] ?? (switches.has(name) || next === undefined || next.startsWith('-') ? 'true' : next);
    flags.set(name, [...(flags.get(name) ?? []), value]);
  }
  return flags;
}

/** The last word on a boolean flag. */
export function flagIsOn(flags: ReadonlyMap<string, readonly string[]>, name: string, otherwise: boolean): boolean {
  const value = flags.get(name)?.at(-1)?.toLowerCase();
  return value === undefined ? otherwise : !['false', 'f', '0'].includes(value);
}

/** The values of a list flag, which may be repeated or joined by commas. */
export function flagValues(flags: ReadonlyMap<string, readonly string[]>, name: string): readonly string[] {
  return (flags.get(name) ?? [])
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

function expand(word: string, container: V1Container, namespace: string): string {
  return word.replace(/\$\(([A-Za-z_][A-Za-z0-9_]*)\)/g, (reference, name: string) => {
    const variable = container.env?.find((each) => each.name === name);
    if (variable?.valueFrom?.fieldRef?.fieldPath === 'metadata.namespace') return namespace;
    return variable?.value ?? reference;
  });
}
