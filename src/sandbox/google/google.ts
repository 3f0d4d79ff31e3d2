/** All of Google that a sandbox knows, by host name. */

import { artifactRegistry } from './artifact-registry.ts';
import type { Cloud } from './cloud.ts';
import { container } from './container.ts';
import { denyPolicies } from './deny-policies.ts';
import { callerOf } from './front-end.ts';
import { Refusal } from './http.ts';
import type { Call, Reply } from './http.ts';
import { iamCredentials } from './iam-credentials.ts';
import { iam } from './iam.ts';
import { identityName } from './identity.ts';
import { oauth2 } from './oauth2.ts';
import { isRegistryHost } from './registry-place.ts';
import { registry, registryCaller } from './registry.ts';
import { resourceManager } from './resource-manager.ts';
import { noSuchMethod, serveMethods } from './service.ts';
import type { Service } from './service.ts';
import { serviceUsage } from './service-usage.ts';
import { storage } from './storage.ts';
import { secureToken, securityTokenService } from './sts.ts';

type Server = (cloud: Cloud, call: Call) => Promise<Reply>;

function methods(service: Service): Server {
  return (cloud, call) => serveMethods(cloud, call, service);
}

const servers: Readonly<Record<string, Server>> = {
  'oauth2.googleapis.com': oauth2,
  'www.googleapis.com': (cloud, call) => (call.path.startsWith('/storage/') ? storage : oauth2)(cloud, call),
  'openidconnect.googleapis.com': oauth2,
  'accounts.google.com': oauth2,
  'iam.googleapis.com': (cloud, call) => serveMethods(cloud, call, call.path.startsWith('/v2/') ? denyPolicies : iam),
  'iamcredentials.googleapis.com': iamCredentials,
  'sts.googleapis.com': securityTokenService,
  'securetoken.googleapis.com': secureToken,
  'storage.googleapis.com': storage,
  'artifactregistry.googleapis.com': methods(artifactRegistry),
  'container.googleapis.com': container,
  'cloudresourcemanager.googleapis.com': methods(resourceManager),
  'serviceusage.googleapis.com': methods(serviceUsage),
};

/** Hosts that the sandbox stands in for; it answers for no other. */
export function isGoogleHost(host: string): boolean {
  return /^[a-z0-9-]+\.googleapis\.com$|^accounts\.google\.com$/.test(host) || isRegistryHost(host);
}

export async function google(cloud: Cloud, call: Call): Promise<Reply> {
  const server = isRegistryHost(call.host) ? registry : Object.hasOwn(servers, call.host) && servers[call.host];
  try {
    return await (server ? server(cloud, call) : noSuchMethod(call));
  } catch (error) {
    if (error instanceof Refusal) return error.reply;
    throw error;
  }
}

/** Who a call speaks for, for the log; `invalid` where its token says nothing. */
export function callerName(cloud: Cloud, call: Call): string {
  if (isRegistryHost(call.host)) return registryCaller(cloud, call) ?? nameless(call);
  const caller = callerOf(cloud, call);
  return caller.kind === 'known' ? identityName(caller.who) : nameless(call);
}

function nameless(call: Call): string {
  return call.headers['authorization'] === undefined ? 'anonymous' : 'invalid';
}
