/** A program beside Flux, in its namespace, with a GSA of its own. */

import type { World } from '../../world.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { serviceAccount } from '../../worlds/google-project.ts';
import { serviceAccountObject } from '../../worlds/workload-objects.ts';
import { project } from '../scenario.ts';

/** It has no pod: a CronJob between its runs, or scaled to zero. Nobody bound its GSA yet. */
export function addProgram(world: World, name: string, { kind }: { kind: 'CronJob' | 'StatefulSet' }): void {
  const gsa = `${name}@acme-prod.iam.gserviceaccount.com`;
  project(world, 'acme-prod').serviceAccounts[gsa] = serviceAccount('104857600000000000078');
  const pods = {
    template: {
      metadata: { labels: { app: name } },
      spec: {
        serviceAccountName: name,
        restartPolicy: kind === 'CronJob' ? 'OnFailure' : 'Always',
        containers: [{ name, image: 'europe-west1-docker.pkg.dev/acme-prod/apps/tools:1' }],
      },
    },
  };
  world.cluster.objects.push(serviceAccountObject(fluxNamespace, name, { gsa }), {
    apiVersion: kind === 'CronJob' ? 'batch/v1' : 'apps/v1',
    kind,
    metadata: { name, namespace: fluxNamespace },
    spec:
      kind === 'CronJob'
        ? { schedule: '0 3 * * *', jobTemplate: { spec: pods } }
        : { replicas: 0, serviceName: name, selector: { matchLabels: { app: name } }, ...pods },
  });
}
