import type { Report } from '../chain/report.ts';

/**
 * The report as JSON: all of it, nothing changed. Characters that a terminal would act upon are written as escapes,
 * for a document may be printed.
 */
export function renderJson(report: Report): string {
  const text = JSON.stringify(report, null, 2).replace(/[\u007f-\u009f\u2028\u2029\p{Cf}]/gu, escape);
  return `${text}\n`;
}

function escape(sign: string): string {
  return [...Array(sign.length).keys()].map((at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
}
