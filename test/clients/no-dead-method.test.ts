import { fileURLToPath } from 'node:url';
import { API } from 'typescript/unstable/sync';
import type { SourceFile } from 'typescript/unstable/ast';
import {
  isIdentifier,
  isInterfaceDeclaration,
  isMethodSignatureDeclaration,
  isPropertySignatureDeclaration,
} from 'typescript/unstable/ast/is';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Who may have a reason to ask: all of the program but the clients themselves. */
const asks = /\/(?:checks|src\/(?:chain|cli|discover|engine|rules|doctor))\//;

test('whatever a client can ask, some check or part of the program does ask', () => {
  const api = new API({ cwd: root });
  try {
    const config = `${root}tsconfig.json`;
    const project = api.updateSnapshot({ openProject: config }).getProject(config);
    if (project === undefined) throw new Error('tsconfig.json opens no project');
    const dead = ['Google', 'Kubernetes'].flatMap((name) => {
      const source = project.program.getSourceFile(`${root}src/clients/${name.toLowerCase()}.ts`);
      if (source === undefined) throw new Error(`${name} has no file of its own`);
      return membersOf(source, name).flatMap((member) => {
        const found = project.checker.getReferencedSymbolsForNode(member, member.end);
        const used = found.some(({ references }) => references.some(({ path }) => asks.test(path)));
        return used ? [] : [`${name}.${member.text}`];
      });
    });
    expect(dead).toEqual([]);
  } finally {
    api.close();
  }
});

function membersOf(source: SourceFile, name: string) {
  const found = source.statements.find((one) => isInterfaceDeclaration(one) && one.name.text === name);
  if (found === undefined || !isInterfaceDeclaration(found)) throw new Error(`there is no interface ${name}`);
  const names = found.members.flatMap((member) =>
    (isMethodSignatureDeclaration(member) || isPropertySignatureDeclaration(member)) && isIdentifier(member.name)
      ? [member.name]
      : [],
  );
  if (names.length < 10) throw new Error(`${name} has hardly a method: the test reads it wrong`);
  return names;
}
