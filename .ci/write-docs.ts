/** Writes what is made from the code: pages of docs/, and the role that the Job is given. */

import { writeFileSync } from 'node:fs';
import { casesPage } from './cases-page.ts';
import { formatsPage } from '../scripts/formats-page.ts';
import { findingsPage } from './findings-page.ts';
import { clusterRoleManifest, permissionsPage } from './permissions-page.ts';

writeFileSync(new URL('../docs/cases.md', import.meta.url), casesPage());
writeFileSync(new URL('../docs/findings.md', import.meta.url), findingsPage());
writeFileSync(new URL('../docs/formats.md', import.meta.url), formatsPage());
writeFileSync(new URL('../docs/permissions.md', import.meta.url), permissionsPage());
writeFileSync(new URL('../deploy/cluster-role.yaml', import.meta.url), clusterRoleManifest());
