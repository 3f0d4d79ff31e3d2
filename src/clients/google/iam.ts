import * as z from 'zod';
import { projectOfGsa } from '../../chain/gsa-email.ts';
import { ApiError } from '../api-error.ts';
import type { Caller, DenyRule, Google, ServiceAccount } from '../google.ts';
import { policyOf, policySchema, policyVersion } from './policy.ts';
import type { GoogleRequests } from './requests.ts';
import { segment } from './requests.ts';

const accountSchema = z.looseObject({
  email: z.string(),
  uniqueId: z.string().default(''),
  projectId: z.string().default(''),
  disabled: z.boolean().default(false),
});

const accountPage = z.looseObject({
  accounts: z.array(accountSchema).default([]),
  nextPageToken: z.string().optional(),
});

const denyList = z.looseObject({
  policies: z.array(z.looseObject({ name: z.string() })).default([]),
  nextPageToken: z.string().optional(),
});

const names = z.array(z.string()).default([]);

const denyPolicy = z.looseObject({
  name: z.string(),
  rules: z
    .array(
      z.looseObject({
        denyRule: z
          .looseObject({
            deniedPrincipals: names,
            exceptionPrincipals: names,
            deniedPermissions: names,
            exceptionPermissions: names,
            denialCondition: z
              .looseObject({ expression: z.string().default(''), title: z.string().default('') })
              .optional(),
          })
          .optional(),
      }),
    )
    .default([]),
});

const host = 'https://iam.googleapis.com';

type Iam = Pick<
  Google,
  | 'serviceAccountExists'
  | 'serviceAccount'
  | 'serviceAccounts'
  | 'serviceAccountPolicy'
  | 'rolePermissions'
  | 'denyRules'
>;

/** `iam.googleapis.com`: service accounts, roles, deny policies. */
export function iamOn(requests: GoogleRequests): Iam {
  return {
    serviceAccountExists: (caller, gsa) => {
      const method = { api: 'iam.projects.serviceAccounts.testIamPermissions', resource: accountName(gsa) };
      return requests.remembered(caller, method, null, () =>
        exists(
          requests.json(
            caller,
            {
              ...method,
              url: `${accountUrl(gsa)}:testIamPermissions`,
              method: 'POST',
              body: { permissions: ['iam.serviceAccounts.getAccessToken'] },
            },
            z.looseObject({}),
          ),
        ),
      );
    },

    serviceAccount: (caller, gsa) => {
      const method = { api: 'iam.projects.serviceAccounts.get', resource: accountName(gsa) };
      return requests.remembered(caller, method, null, async () =>
        accountOf(await requests.json(caller, { ...method, url: accountUrl(gsa) }, accountSchema)),
      );
    },

    serviceAccounts: (caller, project) => {
      const method = { api: 'iam.projects.serviceAccounts.list', resource: `projects/${project}` };
      return requests.remembered(caller, method, null, async () => {
        const url = `${host}/v1/projects/${segment(project)}/serviceAccounts?pageSize=100`;
        const pages = await requests.pages(caller, { ...method, url }, accountPage);
        return pages.flatMap(({ accounts }) => accounts.map(accountOf));
      });
    },

    serviceAccountPolicy: (caller, gsa) => {
      const method = { api: 'iam.projects.serviceAccounts.getIamPolicy', resource: accountName(gsa) };
      // The version is a query parameter here: this method takes no body.
      const url = `${accountUrl(gsa)}:getIamPolicy?options.requestedPolicyVersion=${policyVersion}`;
      return requests.remembered(caller, method, null, async () =>
        policyOf(await requests.json(caller, { ...method, url, method: 'POST' }, policySchema)),
      );
    },

    rolePermissions: (caller, role) => {
      const method = { api: 'iam.roles.get', resource: role };
      return requests.remembered(caller, method, null, async () => {
        const url = `${host}/v1/${role.split('/').map(segment).join('/')}`;
        const schema = z.looseObject({ name: z.literal(role), includedPermissions: names });
        return (await requests.json(caller, { ...method, url }, schema)).includedPermissions;
      });
    },

    denyRules: (caller, attachment) => {
      const method = { api: 'iam.policies.listDenyPolicies', resource: attachment };
      return requests.remembered(caller, method, null, async () => {
        const point = encodeURIComponent(`cloudresourcemanager.googleapis.com/${attachment}`);
        const url = `${host}/v2/policies/${point}/denypolicies?pageSize=100`;
        const pages = await requests.pages(caller, { ...method, url }, denyList);
        const listed = pages.flatMap(({ policies }) => policies.map(({ name }) => name));
        // The list leaves the rules out.
        return (await Promise.all(listed.map((name) => rulesOf(requests, caller, name)))).flat();
      });
    },
  };
}

async function rulesOf(requests: GoogleRequests, caller: Caller, name: string): Promise<readonly DenyRule[]> {
  // The attachment point stands in it encoded, and must stay so.
  const url = `${host}/v2/${name
    .split('/')
    .map((part) => segment(part).replaceAll('%25', '%'))
    .join('/')}`;
  const { rules } = await requests.json(caller, { api: 'iam.policies.get', resource: name, url }, denyPolicy);
  return rules.flatMap(({ denyRule }) => {
    if (denyRule === undefined) return [];
    const { denialCondition: condition, ...rule } = denyRule;
    return {
      policy: name,
      deniedPrincipals: rule.deniedPrincipals,
      exceptionPrincipals: rule.exceptionPrincipals,
      deniedPermissions: rule.deniedPermissions,
      exceptionPermissions: rule.exceptionPermissions,
      condition: condition === undefined ? null : { expression: condition.expression, title: condition.title },
    };
  });
}

/** By its own project: under `projects/-` an account that is gone answers like one that is forbidden. */
export function accountName(gsa: string): string {
  return `projects/${projectOfGsa(gsa) ?? '-'}/serviceAccounts/${gsa}`;
}

function accountUrl(gsa: string): string {
  return `${host}/v1/projects/${segment(projectOfGsa(gsa) ?? '-')}/serviceAccounts/${segment(gsa)}`;
}

function accountOf({ email, uniqueId, projectId, disabled }: z.infer<typeof accountSchema>): ServiceAccount {
  return { email, uniqueId, projectId, disabled };
}

/** False for a 404: whatever else happens is no answer to whether it exists. */
export async function exists(answer: Promise<unknown>): Promise<boolean> {
  try {
    await answer;
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.kind === 'not-found') return false;
    throw error;
  }
}
