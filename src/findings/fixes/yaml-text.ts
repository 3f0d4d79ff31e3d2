/** What patches are made of. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/**
 * Prints plain data as YAML for a file that a person will read. A string of several lines is printed as a block,
 * any other that a parser could take for something else in double quotes and ASCII.
 */
export function yamlText(value: Plain, indent = ''): string {
  if (isList(value)) return value.map((item) => `${indent}- ${yamlText(item, `${indent}  `).trimStart()}`).join('');
  if (isMap(value)) {
    return Object.entries(value)
      .map(([key, item]) => `${indent}${scalar(key)}:${below(item, indent)}`)
      .join('');
  }
  return `${indent}${scalar(value)}\n`;
}

function below(value: Plain, indent: string): string {
  if (isList(value)) return value.length === 0 ? ' []\n' : `\n${yamlText(value, `${indent}  `)}`;
  if (isMap(value)) return Object.keys(value).length === 0 ? ' {}\n' : `\n${yamlText(value, `${indent}  `)}`;
  if (typeof value === 'string' && value.endsWith('\n')) return ` |\n${block(value, `${indent}  `)}`;
  return ` ${scalar(value)}\n`;
}

function block(text: string, indent: string): string {
  return text.trimEnd().replace(/^(?=.)/gm, indent) + '\n';
}

function scalar(value: Plain): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const needsQuotes = !/^[A-Za-z][\w./@-]*$/.test(value) || /^(true|false|null|yes|no|on|off|y|n)$/i.test(value);
  return needsQuotes ? asciiJson(value) : value;
}

function asciiJson(value: string): string {
  return JSON.stringify(value).replace(
    /[^ -~]/g,
    (unit) => String.raw`\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function isList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value);
}

function isMap(value: Plain): value is { readonly [key: string]: Plain } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
