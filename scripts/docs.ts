/** Writes what is made from the code. A test holds the files to it. */
import { writeFileSync } from 'node:fs';
import { pages } from './docs/pages.ts';

for (const { path, content } of pages()) writeFileSync(new URL(`../${path}`, import.meta.url), content);
