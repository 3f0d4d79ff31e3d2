import { describe, expect, test } from 'vitest';
import type { ApiError, RefusalKind } from '../../src/clients/api-error.ts';
import { googleRefusal, tokenEndpointRefusal } from '../../src/clients/refusals/google-refusal.ts';
import { kubernetesRefusal } from '../../src/clients/refusals/kubernetes-refusal.ts';
import { metadataRefusal } from '../../src/clients/refusals/metadata-refusal.ts';
import { registryRefusal } from '../../src/clients/refusals/registry-refusal.ts';

type Reader = typeof googleRefusal;

function refusal(
  read: Reader,
  status: number,
  body: unknown,
  as = 'operator',
  headers: Record<string, string> = {},
): ApiError {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/plain' : 'application/json';
  const call = { api: 'x.y', resource: 'r', as, expects: 'json', refusal: read } as const;
  const head = new Headers({ 'content-type': type, ...headers });
  return read({ method: 'GET', host: 'h', proxy: null, status, headers: head, text, receivedAt: Date.now() }, call);
}

function envelope(
  code: number,
  message: string,
  reason = '',
  metadata: Record<string, string> = {},
  domain = 'googleapis.com',
) {
  const details =
    reason === '' ? [] : [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, domain, metadata }];
  return { error: { code, message, status: statuses[code], details } };
}

const statuses: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ABORTED',
  429: 'RESOURCE_EXHAUSTED',
  503: 'UNAVAILABLE',
};

const storage = (code: number, message: string, reason: string) => ({
  error: { code, message, errors: [{ message, domain: 'global', reason }] },
});

describe('Google', () => {
  const cases: [string, number, unknown, RefusalKind][] = [
    [
      'IAM says no',
      403,
      envelope(403, "Permission 'a.b.c' denied on resource (or it may not exist).", 'IAM_PERMISSION_DENIED'),
      'refused',
    ],
    ['IAM said no before 2022', 403, envelope(403, 'The caller does not have permission'), 'refused'],
    [
      'API off',
      403,
      envelope(403, 'X API has not been used in project 12 before or it is disabled.', 'SERVICE_DISABLED', {
        consumer: 'projects/12',
      }),
      'api-disabled',
    ],
    ['API off, old form', 403, storage(403, 'Access Not Configured.', 'accessNotConfigured'), 'api-disabled'],
    [
      'perimeter',
      403,
      envelope(
        403,
        "Request is prohibited by organization's policy. vpcServiceControlsUniqueIdentifier: abc",
        'SECURITY_POLICY_VIOLATED',
      ),
      'perimeter',
    ],
    [
      'perimeter on Storage',
      403,
      storage(403, 'Request violates VPC Service Controls.', 'vpcServiceControls'),
      'perimeter',
    ],
    [
      'quota project',
      403,
      envelope(403, 'Caller does not have required permission to use project q.', 'USER_PROJECT_DENIED', {
        consumer: 'projects/q',
      }),
      'quota-project',
    ],
    [
      'project deleted',
      403,
      envelope(403, 'Project p has been deleted.', 'USER_PROJECT_DENIED', { consumer: 'projects/p' }),
      'project-unusable',
    ],
    [
      'project unknown',
      403,
      envelope(403, 'Permission denied on resource project p.', 'CONSUMER_INVALID'),
      'project-unusable',
    ],
    [
      'billing',
      403,
      envelope(403, 'This API method requires billing to be enabled. Please …', 'BILLING_DISABLED'),
      'project-unusable',
    ],
    [
      'billing on Storage',
      403,
      storage(403, 'The billing account for the owning project is disabled in state absent', 'accountDisabled'),
      'project-unusable',
    ],
    [
      'scope',
      403,
      envelope(403, 'Request had insufficient authentication scopes.', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT'),
      'scope',
    ],
    ['quota', 429, envelope(429, 'Quota exceeded for quota metric …', 'RATE_LIMIT_EXCEEDED'), 'throttled'],
    ['quota as 403', 403, storage(403, 'Rate Limit Exceeded', 'rateLimitExceeded'), 'throttled'],
    [
      'no token',
      401,
      envelope(401, 'Request is missing required authentication credential.', 'CREDENTIALS_MISSING'),
      'anonymous',
    ],
    [
      'bad token',
      401,
      envelope(401, 'Request had invalid authentication credentials.', 'ACCESS_TOKEN_EXPIRED'),
      'unauthenticated',
    ],
    [
      'anonymous on Storage',
      401,
      storage(
        401,
        'Anonymous caller does not have storage.objects.list access to the Google Cloud Storage bucket.',
        'required',
      ),
      'anonymous',
    ],
    ['missing', 404, envelope(404, 'Unknown service account'), 'not-found'],
    [
      'STS, API off',
      403,
      envelope(
        403,
        'Security Token Service API has not been used in project 5 before or it is disabled.',
        'SERVICE_DISABLED',
      ),
      'api-disabled',
    ],
    ['unavailable', 503, envelope(503, 'The service is currently unavailable.'), 'not-yet'],
    ['a page of overload', 502, '<html>502</html>', 'nonsense'],
    ['a page instead of the API', 404, '<!DOCTYPE html><title>Error 404</title>', 'nonsense'],
    ['a captive portal', 403, '<html>pay here</html>', 'nonsense'],
    ['a word of a proxy', 403, 'Forbidden by the firewall', 'nonsense'],
    ['nothing', 403, '', 'nonsense'],
    ['a gateway’s own JSON', 403, { error: { message: 'Forbidden' } }, 'nonsense'],
    ['another status than the HTTP one', 404, envelope(403, 'The caller does not have permission'), 'nonsense'],
    ['a path that no method has', 404, envelope(404, 'Method not found.'), 'nonsense'],
    ['a conflict', 409, envelope(409, 'The operation was aborted.'), 'nonsense'],
    ['OAuth’s words at an API', 400, { error: 'invalid_grant' }, 'nonsense'],
  ];
  test.each(cases)('%s (%i)', (_, status, body, kind) => {
    expect(refusal(googleRefusal, status, body).kind).toBe(kind);
  });

  test('a perimeter is judged before all else, and keeps its identifier', () => {
    const { details } = refusal(googleRefusal, 403, {
      error: {
        code: 403,
        message: "Request is prohibited by organization's policy. vpcServiceControlsUniqueIdentifier: XyZ",
        status: 'PERMISSION_DENIED',
        details: [
          {
            '@type': 'type.googleapis.com/google.rpc.PreconditionFailure',
            violations: [{ type: 'VPC_SERVICE_CONTROLS', description: 'XyZ' }],
          },
          {
            '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
            reason: 'SECURITY_POLICY_VIOLATED',
            domain: 'googleapis.com',
            metadata: { service: 'sts.googleapis.com' },
          },
        ],
      },
    });
    expect(details).toMatchObject({ kind: 'perimeter', metadata: { uid: 'XyZ', service: 'sts.googleapis.com' } });
  });

  test('permission, resource, troubleshooter and clock are told; what is appended is not', () => {
    const url = 'https://console.cloud.google.com/iam-admin/troubleshooter/summary;errorId=abc_1-2';
    const { details } = refusal(
      googleRefusal,
      403,
      envelope(
        403,
        `Permission 'iam.x.get' denied on resource '//iam.googleapis.com/projects/p' (or it may not exist). Remediate access with this Troubleshooter URL or share it with your administrator - ${url} .`,
      ),
      'GSA x@y',
      { date: new Date(Date.now() - 3_600_000).toUTCString() },
    );
    expect(details.permission).toBe('iam.x.get');
    expect(details.metadata['resource']).toBe('//iam.googleapis.com/projects/p');
    expect(details.troubleshooter).toBe(url);
    expect(details.message).toBe(
      "Permission 'iam.x.get' denied on resource '//iam.googleapis.com/projects/p' (or it may not exist).",
    );
    expect(details.as).toBe('GSA x@y');
    expect(Math.abs((details.clockSkewSeconds ?? 0) + 3600)).toBeLessThanOrEqual(2);
  });

  test('a troubleshooter elsewhere is no troubleshooter', () => {
    const body = envelope(403, 'no', 'IAM_PERMISSION_DENIED', {
      troubleshooter_url: 'https://evil.example/iam-admin/troubleshooter/x',
    });
    expect(refusal(googleRefusal, 403, body).details.troubleshooter).toBeNull();
  });

  test('the project and the service are read off the sentence where nothing else names them', () => {
    const { details } = refusal(
      googleRefusal,
      403,
      envelope(
        403,
        'X has not been used in project 12 before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/iam.googleapis.com/overview?project=12 then retry.',
      ),
    );
    expect(details).toMatchObject({
      kind: 'api-disabled',
      metadata: { consumer: 'projects/12', service: 'iam.googleapis.com' },
    });
  });

  test('Storage names who was refused', () => {
    const body = storage(
      403,
      'node@p.iam.gserviceaccount.com does not have storage.objects.list access to the Google Cloud Storage bucket.',
      'forbidden',
    );
    const { details } = refusal(googleRefusal, 403, body);
    expect(details.permission).toBe('storage.objects.list');
    expect(details.metadata['principal']).toBe('node@p.iam.gserviceaccount.com');
  });

  test('nothing of it can act upon a terminal, or holds a token', () => {
    const body = envelope(403, '\u001b[31mred\u001b[0m Bearer ya29.abcdefgh12345', 'IAM_\u202ePERMISSION_DENIED', {
      'k\u0007': '\u001b]0;title\u0007v',
    });
    const text = JSON.stringify(refusal(googleRefusal, 403, body).details);
    expect(text).not.toMatch(/\\u001b|\\u0007|\u202e|ya29/);
  });
});

describe('STS and the OAuth endpoint', () => {
  test.each<[string, number, unknown, RefusalKind]>([
    ['a stale token', 400, { error: 'invalid_grant', error_description: 'ID Token issued at 1 is stale.' }, 'rejected'],
    ['an unknown client', 401, { error: 'invalid_client' }, 'unauthenticated'],
    ['the front end', 403, envelope(403, 'The caller does not have permission'), 'refused'],
    ['no word of OAuth’s', 400, { error: 'oops', error_description: 'the upstream is gone' }, 'nonsense'],
    ['a status that OAuth does not know', 415, { error: 'invalid_request' }, 'nonsense'],
    ['a gateway', 404, 'no healthy upstream', 'nonsense'],
    ['a page', 408, '<html>Request Timeout</html>', 'nonsense'],
  ])('%s (%i)', (_, status, body, kind) => {
    expect(refusal(tokenEndpointRefusal, status, body).kind).toBe(kind);
  });
});

describe('what is not the service’s answer', () => {
  test('names status, content type, title, and who may have answered', () => {
    const page = '<html><head><title>Log in to the guest network</title></head></html>';
    const error = refusal(googleRefusal, 403, page, 'operator', {
      'content-type': 'text/html; charset=utf-8',
      server: 'squid/6.1',
    });
    expect(error.details.message).toBe(
      'HTTP 403 with a web page (text/html) “Log in to the guest network”, which is not an answer of h; a proxy, a gateway or a captive portal may have answered in its place (server: squid/6.1)',
    );
  });

  test('names the proxy by which it came', () => {
    const headers = new Headers({ 'content-type': 'text/plain' });
    const answer = {
      method: 'GET',
      host: 'h',
      proxy: '10.0.0.1:3128',
      status: 418,
      headers,
      text: 'no',
      receivedAt: 0,
    };
    const call = { api: 'x.y', resource: 'r', as: 'operator', expects: 'json', refusal: googleRefusal } as const;
    expect(googleRefusal(answer, call).details.message).toBe(
      'HTTP 418 with a body of another kind (text/plain): “no”, which is not an answer of h; the proxy 10.0.0.1:3128, or a gateway behind it, may have answered in its place',
    );
  });
});

describe('a registry', () => {
  const cases: [number, unknown, string, RefusalKind][] = [
    [401, { errors: [{ code: 'UNAUTHORIZED', message: 'authentication failed' }] }, 'GSA g', 'unauthenticated'],
    [
      403,
      {
        errors: [
          {
            code: 'DENIED',
            message:
              'Permission "artifactregistry.repositories.downloadArtifacts" denied on resource "projects/p/locations/l/repositories/r" (or it may not exist)',
          },
        ],
      },
      'GSA g',
      'refused',
    ],
    [
      403,
      {
        errors: [
          {
            code: 'DENIED',
            message: 'Unauthenticated request. Unauthenticated requests do not have permission "x.y.z" on resource "r"',
          },
        ],
      },
      'anonymous',
      'anonymous',
    ],
    [
      403,
      {
        errors: [
          {
            code: 'DENIED',
            message: 'Artifact Registry API has not been used in project 1 before or it is disabled. Enable it …',
          },
        ],
      },
      'GSA g',
      'api-disabled',
    ],
    [
      403,
      { errors: [{ code: 'DENIED', message: 'This API method requires billing to be enabled' }] },
      'GSA g',
      'project-unusable',
    ],
    [404, { errors: [{ code: 'NAME_UNKNOWN', message: 'Repository "r" not found' }] }, 'GSA g', 'not-found'],
    [400, { errors: [{ code: 'NAME_INVALID', message: 'invalid number of path components: 1' }] }, 'GSA g', 'rejected'],
    [429, { errors: [{ code: 'TOOMANYREQUESTS', message: 'Quota exceeded …' }] }, 'GSA g', 'throttled'],
    [412, 'Container Registry is deprecated and shutting down, please use the auto migration tool', 'GSA g', 'gone'],
    [412, 'Precondition Failed', 'GSA g', 'nonsense'],
    [410, 'Gone', 'GSA g', 'nonsense'],
    [404, { errors: [{ code: 'DENIED', message: 'no' }] }, 'GSA g', 'nonsense'],
    [404, 'no such route', 'GSA g', 'nonsense'],
  ];
  test.each(cases)('%i %j as %s: %s', (status, body, as, kind) => {
    expect(refusal(registryRefusal, status, body, as).kind).toBe(kind);
  });

  test('names the permission and the repository', () => {
    const message =
      'Permission "artifactregistry.repositories.downloadArtifacts" denied on resource "projects/p/locations/l/repositories/r" (or it may not exist)';
    const { details } = refusal(registryRefusal, 403, { errors: [{ code: 'DENIED', message }] });
    expect(details).toMatchObject({
      reason: 'DENIED',
      permission: 'artifactregistry.repositories.downloadArtifacts',
      metadata: { resource: 'projects/p/locations/l/repositories/r' },
    });
  });
});

describe('a Kubernetes API server', () => {
  const status = (code: number, reason: string, message: string, metadata = {}) => ({
    kind: 'Status',
    apiVersion: 'v1',
    metadata,
    status: 'Failure',
    message,
    reason,
    code,
  });
  const cases: [number, unknown, RefusalKind][] = [
    [401, status(401, 'Unauthorized', 'Unauthorized'), 'unauthenticated'],
    [
      403,
      status(
        403,
        'Forbidden',
        'nodes is forbidden: User "a@b" cannot list resource "nodes" in API group "" at the cluster scope',
      ),
      'refused',
    ],
    [
      403,
      status(403, 'Forbidden', 'nodes is forbidden: User "system:anonymous" cannot list resource "nodes"'),
      'anonymous',
    ],
    [404, status(404, 'NotFound', 'serviceaccounts "x" not found'), 'not-found'],
    [404, '404 page not found\n', 'not-found'],
    [422, status(422, 'Invalid', 'TokenRequest is invalid'), 'rejected'],
    [429, 'Too many requests, please try again later.\n', 'throttled'],
    [500, status(500, 'InternalError', 'etcd'), 'not-yet'],
    [
      403,
      envelope(
        403,
        "Permission 'gkehub.gateway.get' denied on resource (or it may not exist).",
        'IAM_PERMISSION_DENIED',
      ),
      'refused',
    ],
    [200, '<html>', 'nonsense'],
    [404, 'no such route', 'nonsense'],
    [404, { message: 'not found' }, 'nonsense'],
    [404, status(403, 'Forbidden', 'x'), 'nonsense'],
    [409, status(409, 'Conflict', 'x'), 'nonsense'],
  ];
  test.each(cases)('%i %j: %s', (code, body, kind) => {
    expect(refusal(kubernetesRefusal, code, body).kind).toBe(kind);
  });

  test('an expired continue token comes with another', () => {
    const error = refusal(kubernetesRefusal, 410, status(410, 'Expired', 'too old', { continue: 'eyJ2IjoibWV0YSJ9' }));
    expect(error.kind).toBe('gone');
    expect(error.details.metadata['continue']).toBe('eyJ2IjoibWV0YSJ9');
  });

  test('GKE names the IAM permission that would do', () => {
    const message =
      'pods is forbidden: User "a" cannot list resource "pods" in API group "" at the cluster scope: requires one of ["container.pods.list"] permission(s).';
    expect(refusal(kubernetesRefusal, 403, status(403, 'Forbidden', message)).details.permission).toBe(
      'container.pods.list',
    );
  });
});

describe('GKE’s metadata server', () => {
  const trailer =
    '\nThis error could be caused by a missing IAM policy binding on the target IAM service account.\nFor more information, refer to the Workload Identity documentation:\n\thttps://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity#authenticating_to\n\n';
  test.each<[number, string, RefusalKind]>([
    [
      403,
      "IAM returned 403 Forbidden: Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).",
      'refused',
    ],
    [
      403,
      'IAM returned 403 Forbidden: IAM Service Account Credentials API has not been used in project 7 before or it is disabled.',
      'api-disabled',
    ],
    [403, 'IAM returned 404 Not Found: Not found; Gaia id not found for email x@y', 'not-found'],
  ])('%i %s: %s, without the trailer', (status, text, kind) => {
    const error = refusal(metadataRefusal, status, `Unable to generate access token; ${text}${trailer}`);
    expect(error.kind).toBe(kind);
    expect(error.details.message).not.toContain('could be caused by');
  });
});
