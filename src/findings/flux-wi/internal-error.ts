import { defineFinding } from '../define.ts';
import { text } from '../schema.ts';

export const internalError = defineFinding({
  code: 'internal-error',
  link: 'none',
  level: 'unknown',
  certain: true,
  since: '0.1.0',
  args: { problem: text, where: text },
  summary: ({ problem, where }) => `flux-wi itself failed in ${where}: ${problem}`,
  explanation:
    'This is a fault of flux-wi, not of your cluster: what the check would have found is unknown. Please report it with the document below. It contains no secrets, but names of your projects, clusters and accounts.',
  sources: ['https://github.com/flux-wi/flux-wi/issues'],
  expected: () => null,
  actual: ({ problem }) => problem,
  fixes: () => [
    {
      kind: 'find-out',
      title: 'Write the report, and attach it to an issue at https://github.com/flux-wi/flux-wi/issues/new',
      tool: 'flux-wi',
      command: 'flux-wi doctor -o json=report.json',
      patch: null,
      permission: 'none',
      takes: 'at once',
      verify: 'flux-wi doctor -v',
    },
  ],
  example: { problem: "Cannot read properties of undefined (reading 'status')", where: 'check ksa-annotation' },
});
