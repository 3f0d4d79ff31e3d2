import * as z from 'zod';
import type { Google } from '../google.ts';
import type { GoogleRequests } from './requests.ts';
import { segment, UnsafeName } from './requests.ts';

const held = z.looseObject({ permissions: z.array(z.string()).default([]) });

/** `testIamPermissions` of whatever a fix changes. It needs no right, and changes nothing. */
export function heldPermissionsOn(requests: GoogleRequests): Pick<Google, 'heldPermissions'> {
  return {
    heldPermissions: (caller, resource, permissions) => {
      const place = placeOf(resource);
      if (place === null) return Promise.resolve(null);
      const { api, url } = place;
      return requests.remembered(caller, { api, resource }, permissions, async () => {
        const request = url.includes('/b/')
          ? { api, resource, url: `${url}?${permissions.map((one) => `permissions=${segment(one)}`).join('&')}` }
          : ({ api, resource, url, method: 'POST', body: { permissions } } as const);
        return (await requests.json(caller, request, held)).permissions;
      });
    },
  };
}

interface Place {
  readonly api: string;
  readonly url: string;
}

/** The method and its address for a resource name; `null`: a kind that no fix changes, or no name at all. */
function placeOf(resource: string): Place | null {
  try {
    return placeOfParts(resource.split('/').map(segment));
  } catch (error) {
    if (error instanceof UnsafeName) return null;
    throw error;
  }
}

function placeOfParts(parts: readonly string[]): Place | null {
  const [first = '', name = '', collection, id = '', last, repository = ''] = parts;
  if (first === 'buckets' && parts.length === 2)
    return {
      api: 'storage.buckets.testIamPermissions',
      url: `https://storage.googleapis.com/storage/v1/b/${name}/iam/testPermissions`,
    };
  if (first !== 'projects') return null;
  if (parts.length === 2)
    return {
      api: 'cloudresourcemanager.projects.testIamPermissions',
      url: `https://cloudresourcemanager.googleapis.com/v1/projects/${name}:testIamPermissions`,
    };
  if (collection === 'serviceAccounts' && parts.length === 4)
    return {
      api: 'iam.projects.serviceAccounts.testIamPermissions',
      url: `https://iam.googleapis.com/v1/projects/${name}/serviceAccounts/${id}:testIamPermissions`,
    };
  if (collection === 'locations' && last === 'repositories' && parts.length === 6)
    return {
      api: 'artifactregistry.projects.locations.repositories.testIamPermissions',
      url: `https://artifactregistry.googleapis.com/v1/projects/${name}/locations/${id}/repositories/${repository}:testIamPermissions`,
    };
  return null;
}
