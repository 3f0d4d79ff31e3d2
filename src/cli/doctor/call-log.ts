import type { CallRecord } from '../../engine/events.ts';
import { plainText } from '../../chain/plain-text.ts';
import { redact } from '../../chain/redact.ts';

/** `-v`: a line for each API call, as it ends. */
export function callLog(stream: {
  write(text: string): unknown;
}): (call: CallRecord & { readonly host: string; readonly as: string }) => void {
  return (call) => {
    const again = call.attempts > 1 ? `, ${call.attempts} attempts` : '';
    stream.write(
      `${redact(plainText(`${call.api} ${call.resource} as ${call.as}: ${call.summary} (${Math.round(call.durationMs)} ms${again})`))}\n`,
    );
  };
}
