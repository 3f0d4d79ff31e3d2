import * as z from 'zod';
import { reportSchema } from '../../chain/report.ts';
import type { System } from '../system.ts';

/** Prints the JSON Schema of the report. Of its input, so that later versions may add fields. */
export async function schema({ stdout }: System): Promise<number> {
  const document = z.toJSONSchema(reportSchema, { io: 'input' });
  stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  return 0;
}
