/**
 * Conditions of IAM bindings, in CEL. Whatever cannot be known (an attribute that only Google sees, a function that only
 * IAM has) makes a condition `unknown`, never false.
 */

export interface RequestAttributes {
  readonly time: Date;
  /** Full resource name, e.g. `projects/P/locations/L/repositories/R`; `null` where Google's form of it is not known here. */
  readonly resourceName: string | null;
  readonly resourceType: string;
  readonly resourceService: string;
}

/** @returns whether the condition holds for this request; `unknown` also for an expression that does not parse. */
export async function evaluateCondition(
  expression: string,
  attributes: RequestAttributes,
): Promise<'yes' | 'no' | 'unknown'> {
  // has() of a field that is not bound answers false rather than failing: such an expression cannot be judged here.
  if (/\bhas\s*\(/.test(expression)) return 'unknown';
  const [{ celEnv, parse, plan, isCelError }, { timestampFromDate }] = await Promise.all([
    import('@bufbuild/cel'),
    import('@bufbuild/protobuf/wkt'),
  ]);
  try {
    // A comment in the last line needs its newline.
    const program = plan(celEnv({}), parse(`${expression}\n`));
    const result: unknown = program({
      request: { time: timestampFromDate(attributes.time) },
      resource: {
        ...(attributes.resourceName === null ? {} : { name: attributes.resourceName }),
        type: attributes.resourceType,
        service: attributes.resourceService,
      },
    });
    if (isCelError(result)) return 'unknown';
    if (result === true) return 'yes';
    return result === false ? 'no' : 'unknown';
  } catch {
    return 'unknown';
  }
}
