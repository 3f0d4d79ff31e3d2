/** A Google JSON API: its names, and what it answers where. */

import type { Cloud } from './cloud.ts';
import type { ServiceName } from './front-end.ts';
import { authenticated } from './front-end.ts';
import { findRoute } from './http.ts';
import type { Call, Parameters, Reply, Route } from './http.ts';
import type { Identity } from './identity.ts';

/** An authenticated call of one method. */
export interface MethodCall {
  readonly cloud: Cloud;
  readonly call: Call;
  readonly who: Identity;
  readonly parameters: Parameters;
}

export type Method = (call: MethodCall) => Promise<Reply>;

export interface Service extends ServiceName {
  readonly routes: readonly Route<Method>[];
}

/** Answers a call of a service whose every method wants a known caller. */
export async function serveMethods(cloud: Cloud, call: Call, service: Service): Promise<Reply> {
  const found = findRoute(service.routes, call);
  if (found === null) return noSuchMethod(call);
  const who = authenticated(cloud, call, { service: service.name, method: `${service.name}${call.path}` });
  return found.handler({ cloud, call, who, parameters: found.parameters });
}

/** What Google's front end says of a path that no API has: a page, not JSON. */
export function noSuchMethod(call: Call): Reply {
  const safe = call.path.replaceAll(/[<>&"]/g, '');
  return {
    status: 404,
    headers: { 'content-type': 'text/html; charset=UTF-8' },
    body:
      '<!DOCTYPE html>\n<html lang=en>\n  <title>Error 404 (Not Found)!!1</title>\n' +
      `  <p><b>404.</b> <ins>That’s an error.</ins>\n  <p>The requested URL <code>${safe}</code> was not found on this ` +
      'server.  <ins>That’s all we know.</ins>\n',
  };
}
