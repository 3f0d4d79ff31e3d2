/** IAM conditions, evaluated as CEL. */

import type { ResourceAttributes } from './resources.ts';

/**
 * @returns `null` where the expression cannot be evaluated: an allow binding is then not in force, a deny rule is.
 */
export async function conditionHolds(expression: string, resource: ResourceAttributes): Promise<boolean | null> {
  const [{ celEnv, celMethod, CelScalar, isCelError, mapType, parse, plan }, { timestampFromDate }] = await Promise.all(
    [import('@bufbuild/cel'), import('@bufbuild/protobuf/wkt')],
  );
  const attributes = mapType(CelScalar.STRING, CelScalar.DYN);
  // No resource of a sandbox carries tags.
  const tagFunctions = ['matchTag', 'matchTagId'].map((name) =>
    celMethod(name, attributes, [CelScalar.STRING, CelScalar.STRING], CelScalar.BOOL, () => false),
  );
  const extract = celMethod('extract', CelScalar.STRING, [CelScalar.STRING], CelScalar.STRING, function (template) {
    return extracted(this, template);
  });
  try {
    // The parser wants a newline after a comment in the last line.
    const program = plan(celEnv({ funcs: [...tagFunctions, extract] }), parse(`${expression}\n`));
    const result = program({
      request: new Map<string, never>([['time', timestampFromDate(new Date()) as never]]),
      resource: new Map<string, never>(Object.entries(resource) as [string, never][]),
    });
    return isCelError(result) || typeof result !== 'boolean' ? null : result;
  } catch {
    return null;
  }
}

/** IAM's `extract('prefix{name}suffix')`: what stands between, or nothing. */
function extracted(text: string, template: string): string {
  const [, before = '', after = ''] = /^([^{]*)\{[^}]*\}(.*)$/s.exec(template) ?? [];
  const start = text.indexOf(before);
  if (start < 0) return '';
  const rest = text.slice(start + before.length);
  if (after === '') return rest;
  const end = rest.indexOf(after);
  return end < 0 ? '' : rest.slice(0, end);
}
