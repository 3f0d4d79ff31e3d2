/** What lets whoever runs the doctor look: logins, rights, and projects that can be used. */

import { clusterOfContext } from '../../chain/gke-cluster.ts';
import type { GkeClusterName } from '../../chain/gke-cluster.ts';
import { sh, yours } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';

/** @param context its name tells which cluster it is, where gcloud made it */
export function getCredentials(title: string, context: string | null): Fix {
  const { name, location, project } = clusterFor(context);
  return {
    kind: 'now',
    title,
    tool: 'gcloud',
    command: sh`gcloud container clusters get-credentials ${name} --location=${location} --project=${project}`,
    patch: null,
    permission: 'container.clusters.get (roles/container.clusterViewer)',
    takes: 'at once',
    verify: 'kubectl get --raw /readyz',
  };
}

function clusterFor(context: string | null): GkeClusterName {
  const named = context ? clusterOfContext(context) : null;
  return named ?? { name: yours('CLUSTER'), location: yours('LOCATION'), project: yours('PROJECT') };
}

export function logIn(title: string): Fix {
  return {
    kind: 'now',
    title,
    tool: 'gcloud',
    command: 'gcloud auth application-default login',
    patch: null,
    permission: 'none',
    takes: 'at once',
    verify: 'gcloud auth application-default print-access-token > /dev/null',
  };
}

export function personOf(as: string): string {
  const bare = as.replace(/^[a-zA-Z]+ (?=\S+@)/, '');
  return bare.includes('@') || bare.includes(':') ? bare : yours('CALLER');
}
