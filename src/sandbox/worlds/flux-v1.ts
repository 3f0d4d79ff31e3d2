/** Flux 1 as its guide set it up: Container Registry's bucket, one GSA, plain manifests. */

import type { StoredObject, World } from '../world.ts';
import { gkeVersion, nodeNames } from './cluster-objects.ts';
import {
  clusterAccounts,
  gkeCluster,
  googleState,
  ksaMember,
  project,
  registryBucket,
  serviceAccount,
} from './google-project.ts';
import { tags } from './flux-v2.ts';
import { deployment, namespace, serviceAccountObject } from './workload-objects.ts';
import { assemble } from './world-parts.ts';

const cluster = { project: 'total-mayhem-123456', location: 'us-central1', name: 'mayhem-1' };

export function fluxV1(): World {
  const number = '602214076000';
  const gsa = 'flux-gcp@total-mayhem-123456.iam.gserviceaccount.com';
  const mayhem = project(number, {
    services: [
      ...project(number).services.filter((service) => !service.startsWith('artifactregistry.')),
      'containerregistry.googleapis.com',
    ],
    serviceAccounts: {
      ...clusterAccounts(cluster.project, number),
      [gsa]: serviceAccount('104857600000000000005', ksaMember(cluster.project, 'flux', 'flux')),
    },
    buckets: {
      'artifacts.total-mayhem-123456.appspot.com': registryBucket(
        cluster.project,
        { api: [...tags], web: [...tags] },
        `serviceAccount:${gsa}`,
      ),
    },
    clusters: { 'us-central1/mayhem-1': gkeCluster(cluster.project, gkeVersion) },
    workloadPoolExists: true,
    gcr: 'container-registry',
  });
  return assemble({
    cluster,
    google: googleState({ [cluster.project]: mayhem }),
    customResources: [],
    objects: [
      namespace('flux'),
      serviceAccountObject('flux', 'default'),
      serviceAccountObject('flux', 'flux', { gsa, labels: { name: 'flux' }, manager: 'kubectl-client-side-apply' }),
      ...daemon(),
      ...memcached(),
      ...['api', 'web'].flatMap(application),
    ],
    tokenNamespaces: ['flux'],
  });
}

function daemon(): StoredObject[] {
  return deployment({
    namespace: 'flux',
    name: 'flux',
    labels: { name: 'flux' },
    selector: { name: 'flux' },
    serviceAccountName: 'flux',
    nodeName: nodeNames(cluster)[0],
    containers: [
      {
        name: 'flux',
        image: 'docker.io/fluxcd/flux:1.25.4',
        imagePullPolicy: 'IfNotPresent',
        args: [
          '--memcached-service=',
          '--ssh-keygen-dir=/var/fluxd/keygen',
          '--git-url=git@git.acme.example:platform/mayhem',
          '--git-branch=master',
          '--git-label=flux',
          '--git-email=flux@acme.example',
          '--listen-metrics=:3031',
        ],
        ports: [{ containerPort: 3030, protocol: 'TCP' }],
        resources: { requests: { cpu: '50m', memory: '64Mi' } },
      },
    ],
  });
}

function memcached(): StoredObject[] {
  return deployment({
    namespace: 'flux',
    name: 'memcached',
    labels: { name: 'memcached' },
    selector: { name: 'memcached' },
    serviceAccountName: 'default',
    nodeName: nodeNames(cluster)[1],
    containers: [
      {
        name: 'memcached',
        image: 'docker.io/library/memcached:1.6.21',
        args: ['-m 512', '-I 5m', '-p 11211'],
        ports: [{ name: 'clients', containerPort: 11211, protocol: 'TCP' }],
      },
    ],
  });
}

/** Flux 1 scans the images of what runs. */
function application(name: string): StoredObject[] {
  const objects = deployment({
    namespace: 'default',
    name,
    labels: { app: name },
    selector: { app: name },
    serviceAccountName: 'default',
    nodeName: nodeNames(cluster)[1],
    containers: [{ name, image: `gcr.io/${cluster.project}/${name}:1.2.0` }],
  });
  const [first] = objects;
  if (first !== undefined) {
    first.metadata.annotations = {
      ...first.metadata.annotations,
      'fluxcd.io/automated': 'true',
      [`fluxcd.io/tag.${name}`]: 'semver:>=1.0.0',
    };
  }
  return objects;
}
