/** A Terraform resource with string attributes and nested blocks. */
export interface HclBlock {
  readonly [key: string]: string | HclBlock | HclMap;
}

/** A map value (`key = { … }`), unlike a nested block. */
export class HclMap {
  readonly entries: Readonly<Record<string, string>>;

  constructor(entries: Readonly<Record<string, string>>) {
    this.entries = entries;
  }
}

/** Prints one Terraform resource. Values are quoted, and templates in them disarmed. */
export function hclResource(type: string, name: string, body: HclBlock): string {
  return `resource "${type}" "${name.replace(/\W/g, '_')}" {\n${blockText(body, '  ')}}\n`;
}

function blockText(body: HclBlock, indent: string): string {
  return Object.entries(body)
    .map(([key, value]) => {
      if (typeof value === 'string') return `${indent}${key} = ${hclString(value)}\n`;
      if (value instanceof HclMap) {
        const lines = Object.entries(value.entries).map(([k, v]) => `${indent}  ${hclString(k)} = ${hclString(v)}\n`);
        return `${indent}${key} = {\n${lines.join('')}${indent}}\n`;
      }
      return `${indent}${key} {\n${blockText(value, `${indent}  `)}${indent}}\n`;
    })
    .join('');
}

function hclString(value: string): string {
  const quoted = JSON.stringify(value).replace(
    /[^ -~]/g,
    (unit) => String.raw`\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return quoted.replace(/[$%](?=\{)/g, '$&$&');
}
