import { casesPage } from './cases-page.ts';
import { findingsPage } from './findings-page.ts';
import { formatsPage } from './formats-page.ts';
import { clusterRoleManifest, permissionsPage } from './permissions-page.ts';

interface Page {
  /** From the root of the project. */
  readonly path: string;
  readonly content: string;
}

/** Every page that is made from the code, and the role that the Job is given. */
export function pages(): Page[] {
  return [
    { path: 'docs/cases.md', content: casesPage() },
    { path: 'docs/findings.md', content: findingsPage() },
    { path: 'docs/formats.md', content: formatsPage() },
    { path: 'docs/permissions.md', content: permissionsPage() },
    { path: 'deploy/cluster-role.yaml', content: clusterRoleManifest() },
  ];
}
