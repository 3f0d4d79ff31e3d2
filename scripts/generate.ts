/**
 * Writes the lists that a bundle needs and a person would forget: every finding, every check, every scenario, by the
 * files that there are. `npm run build` runs it; a test holds the files to what it would write.
 */
import { writeFileSync } from 'node:fs';
import { indexes } from './indexes.ts';

for (const { path, content } of indexes()) writeFileSync(new URL(`../${path}`, import.meta.url), content);
