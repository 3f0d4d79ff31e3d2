import * as z from 'zod';
import { ApiError } from '../api-error.ts';
import type { Google } from '../google.ts';
import type { Callers } from './callers.ts';
import type { GoogleRequests } from './requests.ts';
import { segment } from './requests.ts';

const nodePool = z.looseObject({
  name: z.string(),
  version: z.string().optional(),
  config: z
    .looseObject({
      serviceAccount: z.string().optional(),
      workloadMetadataConfig: z.looseObject({ mode: z.string().optional() }).optional(),
    })
    .optional(),
});

const clusterSchema = z.looseObject({
  workloadIdentityConfig: z.looseObject({ workloadPool: z.string().optional() }).optional(),
  autopilot: z.looseObject({ enabled: z.boolean().default(false) }).optional(),
  networkConfig: z
    .looseObject({
      datapathProvider: z.string().optional(),
      dnsConfig: z.looseObject({ clusterDns: z.string().optional() }).optional(),
    })
    .optional(),
  addonsConfig: z
    .looseObject({ dnsCacheConfig: z.looseObject({ enabled: z.boolean().default(false) }).optional() })
    .optional(),
  networkPolicy: z.looseObject({ enabled: z.boolean().default(false) }).optional(),
  currentMasterVersion: z.string().optional(),
  nodePools: z.array(nodePool).default([]),
});

type Gke = Pick<Google, 'cluster' | 'clusterDiscovery'>;

/** `container.googleapis.com`: the cluster as Google knows it. */
export function gkeOn(requests: GoogleRequests, callers: Callers): Gke {
  return {
    cluster: (caller, project, location, name) => {
      const method = { api: 'container.projects.locations.clusters.get', resource: nameOf(project, location, name) };
      return requests.remembered(caller, method, null, async () => {
        const url = urlOf(project, location, name);
        const read = await requests.json(caller, { ...method, url }, clusterSchema.extend({ name: z.literal(name) }));
        return {
          project,
          location,
          name,
          workloadPool: read.workloadIdentityConfig?.workloadPool || null,
          autopilot: read.autopilot?.enabled ?? false,
          datapath: read.networkConfig?.datapathProvider ?? null,
          networkPolicyEnabled: read.networkPolicy?.enabled ?? false,
          clusterDns: read.networkConfig?.dnsConfig?.clusterDns ?? null,
          nodeLocalDns: read.addonsConfig?.dnsCacheConfig?.enabled ?? false,
          version: read.currentMasterVersion ?? null,
          nodePools: read.nodePools.map((pool) => ({
            name: pool.name,
            metadataMode: pool.config?.workloadMetadataConfig?.mode ?? 'absent',
            serviceAccount: pool.config?.serviceAccount ?? null,
            version: pool.version ?? null,
          })),
        };
      });
    },

    clusterDiscovery: (project, location, name) => {
      const method = {
        api: 'container.projects.locations.clusters.getOpenIDConfiguration',
        resource: nameOf(project, location, name),
      };
      return requests.remembered(callers.anonymous, method, null, async () => {
        const issuer = urlOf(project, location, name);
        const url = `${issuer}/.well-known/openid-configuration`;
        try {
          const document = await requests.json(
            callers.anonymous,
            { ...method, url },
            z.looseObject({ issuer: z.string() }),
          );
          return document.issuer === issuer;
        } catch (error) {
          // Google's front end may answer for a cluster that is not there, with a page of its own.
          if (error instanceof ApiError && error.details.status === 404) return false;
          throw error;
        }
      });
    },
  };
}

function nameOf(project: string, location: string, name: string): string {
  return `projects/${project}/locations/${location}/clusters/${name}`;
}

function urlOf(project: string, location: string, name: string): string {
  const path = `projects/${segment(project)}/locations/${segment(location)}/clusters/${segment(name)}`;
  return `https://container.googleapis.com/v1/${path}`;
}
