/** Google's common error envelope, and the refusals that every API can give. */

import { randomBytes } from 'node:crypto';
import { Refusal } from './http.ts';
import type { Reply } from './http.ts';

export type ErrorStatus =
  | 'INVALID_ARGUMENT'
  | 'FAILED_PRECONDITION'
  | 'UNAUTHENTICATED'
  | 'PERMISSION_DENIED'
  | 'NOT_FOUND'
  | 'ABORTED'
  | 'ALREADY_EXISTS'
  | 'RESOURCE_EXHAUSTED'
  | 'INTERNAL'
  | 'UNAVAILABLE';

const codes: Readonly<Record<ErrorStatus, number>> = {
  INVALID_ARGUMENT: 400,
  FAILED_PRECONDITION: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  ABORTED: 409,
  ALREADY_EXISTS: 409,
  RESOURCE_EXHAUSTED: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
};

export interface ErrorInfo {
  readonly reason: string;
  /** Absent on a few answers. */
  readonly domain?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

function googleError(status: ErrorStatus, message: string, details: readonly object[] = []): Reply {
  const code = codes[status];
  return {
    status: code,
    body: { error: { code, message, status, ...(details.length > 0 && { details }) } },
  };
}

export function refuse(status: ErrorStatus, message: string, details: readonly object[] = []): Refusal {
  return new Refusal(googleError(status, message, details));
}

export function errorInfo(info: ErrorInfo): object {
  return { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', ...info };
}

function help(description: string, url: string): object {
  return { '@type': 'type.googleapis.com/google.rpc.Help', links: [{ description, url }] };
}

/** What a front end knows of the call that it refuses. */
export interface Asked {
  /** E.g. `iam.googleapis.com`. */
  readonly service: string;
  /** Full method name; a guess is good enough, nobody matches on it. */
  readonly method: string;
}

const expected =
  'Expected OAuth 2 access token, login cookie or other valid authentication credential. ' +
  'See https://developers.google.com/identity/sign-in/web/devconsole-project.';

export type TokenFault =
  | { readonly kind: 'missing' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'expired' }
  | { readonly kind: 'account'; readonly email: string };

/** 401. */
export function unauthenticated(asked: Asked, fault: TokenFault): Refusal {
  const metadata = { service: asked.service, method: asked.method };
  const domain = 'googleapis.com';
  switch (fault.kind) {
    case 'missing':
      return refuse('UNAUTHENTICATED', `Request is missing required authentication credential. ${expected}`, [
        errorInfo({ reason: 'CREDENTIALS_MISSING', domain, metadata }),
      ]);
    case 'unknown':
      return refuse('UNAUTHENTICATED', `Request had invalid authentication credentials. ${expected}`, [
        errorInfo({ reason: 'ACCESS_TOKEN_TYPE_UNSUPPORTED', metadata }),
      ]);
    case 'expired':
      return refuse('UNAUTHENTICATED', `Request had invalid authentication credentials. ${expected}`, [
        errorInfo({ reason: 'ACCESS_TOKEN_EXPIRED', domain, metadata }),
      ]);
    case 'account':
      return refuse('UNAUTHENTICATED', `Request had invalid authentication credentials. ${expected}`, [
        errorInfo({ reason: 'ACCOUNT_STATE_INVALID', domain, metadata: { ...metadata, email: fault.email } }),
      ]);
  }
}

export function scopeInsufficient(asked: Asked): Refusal {
  return refuse('PERMISSION_DENIED', 'Request had insufficient authentication scopes.', [
    errorInfo({
      reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
      domain: 'googleapis.com',
      metadata: { service: asked.service, method: asked.method },
    }),
  ]);
}

/** The link that refusals carry since 2026, and the opaque reference in it. */
export function troubleshooter(): { id: string; url: string; sentence: string } {
  const id = randomBytes(12).toString('hex');
  const url = `https://console.cloud.google.com/iam-admin/troubleshooter/summary;errorId=${id}`;
  const sentence = ` Remediate access with this Troubleshooter URL or share it with your administrator - ${url} .`;
  return { id, url, sentence };
}

/**
 * IAM says no. Only some services name the resource, in the text and in the metadata; IAM and IAM Credentials do not.
 */
export function permissionDenied(service: string, permission: string, resource?: string): Refusal {
  const trouble = troubleshooter();
  const where = resource === undefined ? 'resource' : `resource '//${service}/${resource}'`;
  return refuse(
    'PERMISSION_DENIED',
    `Permission '${permission}' denied on ${where} (or it may not exist).${trouble.sentence}`,
    [
      errorInfo({
        reason: 'IAM_PERMISSION_DENIED',
        domain: service,
        metadata: {
          permission,
          ...(resource !== undefined && { resource }),
          error_info_id: trouble.id,
          troubleshooter_url: trouble.url,
        },
      }),
    ],
  );
}

export function serviceDisabled(service: { name: string; title: string }, projectNumber: string): Refusal {
  const activationUrl = `https://console.developers.google.com/apis/api/${service.name}/overview?project=${projectNumber}`;
  const message =
    `${service.title} has not been used in project ${projectNumber} before or it is disabled. ` +
    `Enable it by visiting ${activationUrl} then retry. If you enabled this API recently, ` +
    'wait a few minutes for the action to propagate to our systems and retry.';
  return refuse('PERMISSION_DENIED', message, [
    errorInfo({
      reason: 'SERVICE_DISABLED',
      domain: 'googleapis.com',
      metadata: {
        service: service.name,
        consumer: `projects/${projectNumber}`,
        serviceTitle: service.title,
        activationUrl,
        containerInfo: projectNumber,
      },
    }),
    { '@type': 'type.googleapis.com/google.rpc.LocalizedMessage', locale: 'en-US', message },
    help('Google developers console API activation', activationUrl),
  ]);
}

export function perimeter(service: string, projectNumber: string): Refusal {
  const uid = randomBytes(42).toString('base64url');
  return refuse(
    'PERMISSION_DENIED',
    `Request is prohibited by organization's policy. vpcServiceControlsUniqueIdentifier: ${uid}`,
    [
      {
        '@type': 'type.googleapis.com/google.rpc.PreconditionFailure',
        violations: [{ type: 'VPC_SERVICE_CONTROLS', description: uid }],
      },
      errorInfo({
        reason: 'SECURITY_POLICY_VIOLATED',
        domain: 'googleapis.com',
        metadata: { service, uid, consumer: `projects/${projectNumber}` },
      }),
    ],
  );
}

/** `x-goog-user-project` names a project that the caller may not spend. */
export function quotaProjectDenied(service: string, project: string): Refusal {
  return refuse(
    'PERMISSION_DENIED',
    `Caller does not have required permission to use project ${project}. Grant the caller the ` +
      'roles/serviceusage.serviceUsageConsumer role, or a custom role with the serviceusage.services.use permission, ' +
      `by visiting https://console.developers.google.com/iam-admin/iam/project?project=${project} and then retry. ` +
      'Propagation of the new permission may take a few minutes.',
    [
      errorInfo({
        reason: 'USER_PROJECT_DENIED',
        domain: 'googleapis.com',
        metadata: { service, consumer: `projects/${project}`, containerInfo: project },
      }),
    ],
  );
}

export function projectDeleted(service: string, project: string): Refusal {
  return refuse('PERMISSION_DENIED', `Project ${project} has been deleted.`, [
    errorInfo({ reason: 'USER_PROJECT_DENIED', metadata: { service, consumer: `projects/${project}` } }),
  ]);
}

export function projectSuspended(service: string, project: string): Refusal {
  return refuse('PERMISSION_DENIED', `Permission denied: Consumer 'projects/${project}' has been suspended.`, [
    errorInfo({
      reason: 'CONSUMER_SUSPENDED',
      domain: 'googleapis.com',
      metadata: { service, consumer: `projects/${project}`, containerInfo: project },
    }),
  ]);
}

/** A policy of the organization names the services that its projects may use. */
export function usageRestricted(service: string, project: string): Refusal {
  return refuse(
    'PERMISSION_DENIED',
    `Request is disallowed by organization's constraints/gcp.restrictServiceUsage constraint for 'projects/${project}' ` +
      `attempting to use service '${service}'.`,
    [
      errorInfo({
        reason: 'RESOURCE_USAGE_RESTRICTION_VIOLATED',
        domain: 'googleapis.com',
        metadata: { service, consumer: `projects/${project}` },
      }),
    ],
  );
}

/** The project is unknown, mistyped, or another's. */
export function consumerInvalid(service: string, project: string): Refusal {
  return refuse('PERMISSION_DENIED', `Permission denied on resource project ${project}.`, [
    errorInfo({
      reason: 'CONSUMER_INVALID',
      domain: 'googleapis.com',
      metadata: { service, consumer: `projects/${project}`, containerInfo: project },
    }),
    help('Google developer console API key', 'https://console.developers.google.com/apis/credentials'),
  ]);
}

export function billingText(projectNumber: string): string {
  return (
    'This API method requires billing to be enabled. Please enable billing on project ' +
    `#${projectNumber} by visiting https://console.developers.google.com/billing/enable?project=${projectNumber} then ` +
    'retry. If you enabled billing for this project recently, wait a few minutes for the action to propagate to our ' +
    'systems and retry.'
  );
}

export function billingDisabled(service: string, projectNumber: string): Refusal {
  return refuse('PERMISSION_DENIED', billingText(projectNumber), [
    errorInfo({
      reason: 'BILLING_DISABLED',
      domain: 'googleapis.com',
      metadata: { service, consumer: `projects/${projectNumber}` },
    }),
    help(
      'Google developers console billing',
      `https://console.developers.google.com/billing/enable?project=${projectNumber}`,
    ),
  ]);
}
