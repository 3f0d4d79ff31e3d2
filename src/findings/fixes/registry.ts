/** Repositories and buckets: grants on them, and those that are missing. */

import { askAgain } from './verify.ts';
import type { Repository } from '../subjects.ts';
import { sh } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';

export function migrate(project: string): Fix {
  return {
    kind: 'ask-first',
    title: `Move project ${project} from Container Registry to Artifact Registry`,
    tool: 'gcloud',
    command: sh`gcloud artifacts docker upgrade migrate --projects=${project}`,
    patch: null,
    permission: 'roles/artifactregistry.containerRegistryMigrationAdmin and roles/storage.admin on the project',
    takes: 'after minutes to hours, by the number of images',
    verify: sh`gcloud artifacts settings describe --project=${project}`,
  };
}

export function listRepositories({ project }: Repository): Fix {
  return {
    kind: 'find-out',
    title: 'List the repositories of the project with their locations',
    tool: 'gcloud',
    command: sh`gcloud artifacts repositories list --project=${project}`,
    patch: null,
    permission: 'artifactregistry.repositories.list (roles/artifactregistry.reader)',
    takes: 'at once',
    verify: askAgain(),
  };
}
