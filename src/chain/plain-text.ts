import { stripVTControlCharacters } from 'node:util';

/**
 * A text of the outside world without anything that a terminal would act upon or that reorders what is read: escape
 * sequences, control characters but line feed and tab, and invisible format characters, bidirectional overrides among
 * them. Doing it twice changes nothing.
 */
export function plainText(text: string): string {
  return stripVTControlCharacters(text.toWellFormed().replaceAll('\r\n', '\n').replaceAll(stringSequence, ''))
    .replaceAll(/[\u2028\u2029]/g, '\n')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[^\P{Cc}\n\t]/gu, ' ');
}

/**
 * DCS, SOS, PM and APC (ECMA-48): they carry a body up to the string terminator, which Node's own function leaves in
 * place. The body ends at the next ESC, so that hostile text costs linear time.
 */
const stringSequence = /(?:\x1b[PX^_]|[\x90\x98\x9e\x9f])[^\x1b\x9c]*(?:\x1b\\|\x9c)/g;
