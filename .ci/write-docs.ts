/** Writes the pages of docs/ that are made from the code. */

import { writeFileSync } from 'node:fs';
import { findingsPage } from './findings-page.ts';
import { permissionsPage } from './permissions-page.ts';

writeFileSync(new URL('../docs/findings.md', import.meta.url), findingsPage());
writeFileSync(new URL('../docs/permissions.md', import.meta.url), permissionsPage());
