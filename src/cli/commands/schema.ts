import * as z from 'zod';
import { reportSchema } from '../../chain/report.ts';

/** Prints the JSON Schema of the report. Of its input, so that later versions may add fields. */
export async function schema(): Promise<number> {
  const document = z.toJSONSchema(reportSchema, { io: 'input' });
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  return 0;
}
