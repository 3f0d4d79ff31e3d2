/** Label selectors: the text form of flags, and the object form of Deployments and NetworkPolicies. */

export type Labels = Readonly<Record<string, string>>;

/** The object form, as Kubernetes' `LabelSelector`. */
export interface LabelSelector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

/** An empty selector matches everything; an operator that is not known matches nothing. */
export function selectorMatches(selector: LabelSelector, labels: Labels): boolean {
  const equal = Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labelOf(labels, key) === value);
  return (
    equal &&
    (selector.matchExpressions ?? []).every(({ key, operator, values = [] }) => {
      const value = labelOf(labels, key);
      switch (operator) {
        case 'In':
          return value !== undefined && values.includes(value);
        case 'NotIn':
          return value === undefined || !values.includes(value);
        case 'Exists':
          return value !== undefined;
        case 'DoesNotExist':
          return value === undefined;
        default:
          return false;
      }
    })
  );
}

/** Reads the text form, e.g. `!sharding.fluxcd.io/key`, `a=b,c in (d,e)`; `null` where it is none. */
export function parseSelector(text: string): LabelSelector | null {
  const expressions: { key: string; operator: string; values?: string[] }[] = [];
  // Commas separate requirements, but not inside the parentheses of a set.
  for (const part of text.split(/,(?![^()]*\))/).map((each) => each.trim())) {
    if (part === '') continue;
    const set = /^([^\s!=(),]+)\s+(in|notin)\s+\(([^()]*)\)$/.exec(part);
    const equality = /^([^\s!=(),]+)\s*(==|!=|=)\s*([^\s!=(),]*)$/.exec(part);
    const existence = /^(!?)\s*([^\s!=(),]+)$/.exec(part);
    if (set !== null) {
      const values = (set[3] ?? '').split(',').map((each) => each.trim());
      expressions.push({ key: set[1] ?? '', operator: set[2] === 'in' ? 'In' : 'NotIn', values });
    } else if (equality !== null) {
      const operator = equality[2] === '!=' ? 'NotIn' : 'In';
      expressions.push({ key: equality[1] ?? '', operator, values: [equality[3] ?? ''] });
    } else if (existence !== null) {
      expressions.push({ key: existence[2] ?? '', operator: existence[1] === '!' ? 'DoesNotExist' : 'Exists' });
    } else return null;
  }
  return { matchExpressions: expressions };
}

function labelOf(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}
