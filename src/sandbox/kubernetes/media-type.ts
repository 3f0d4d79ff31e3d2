/** Which form of an answer the client wants, by its Accept header. */

import { ApiStatus } from './status.ts';

export type Form = 'object' | 'table' | 'metadata' | 'discovery';

const offered = ['application/json', 'application/yaml', 'application/vnd.kubernetes.protobuf'];

/**
 * The first acceptable form, in the order of the client's weights. Protobuf is offered by the real server for
 * built-in kinds; here JSON answers in its stead, which every client that also accepts JSON takes.
 */
export function negotiate(accept: string | undefined, forms: readonly Form[]): Form {
  for (const clause of clauses(accept)) {
    const form = formOf(clause);
    if (form !== null && forms.includes(form)) return form;
  }
  throw new ApiStatus(406, 'NotAcceptable', `only the following media types are accepted: ${offered.join(', ')}`, {});
}

interface Clause {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
}

function clauses(accept: string | undefined): Clause[] {
  const parsed = (accept === undefined || accept === '' ? '*/*' : accept).split(',').map((clause) => {
    const [type = '', ...parameters] = clause.split(';').map((part) => part.trim());
    return {
      type: type.toLowerCase(),
      parameters: new Map(parameters.map((pair) => splitOnce(pair))),
    };
  });
  const weight = (clause: Clause): number => Number(clause.parameters.get('q') ?? '1');
  return parsed.filter((clause) => weight(clause) !== 0).sort((a, b) => weight(b) - weight(a));
}

function splitOnce(pair: string): [string, string] {
  const at = pair.indexOf('=');
  return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
}

function formOf({ type, parameters }: Clause): Form | null {
  if (type === '*/*') return 'object';
  if (type !== 'application/json') return null;
  const as = parameters.get('as');
  if (as === undefined) return 'object';
  const group = parameters.get('g');
  const version = parameters.get('v');
  if (group === 'apidiscovery.k8s.io') return as === 'APIGroupDiscoveryList' && version === 'v2' ? 'discovery' : null;
  if (group !== 'meta.k8s.io' || (version !== 'v1' && version !== 'v1beta1')) return null;
  if (as === 'Table') return 'table';
  if (as === 'PartialObjectMetadata' || as === 'PartialObjectMetadataList') return 'metadata';
  return null;
}
