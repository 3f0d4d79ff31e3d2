import type { Authentication } from '../src/chain/judge/case.ts';
import type { Finding, ScanObject } from '../src/chain/vocabulary.ts';
import { finding } from '../src/chain/vocabulary.ts';
import type { LoginKind } from '../src/chain/versions/era.ts';
import { ownerOf } from '../src/chain/owner.ts';
import { ApiError } from '../src/clients/api-error.ts';
import type { Kubernetes } from '../src/clients/kubernetes.ts';
import type { ScanWorkload } from '../src/discover/workload.ts';
import { optional, seconds } from '../src/engine/check.ts';
import { asApiError } from './as-api-error.ts';
import { blocked, broken, defineCheck, isSome, pass, suspected, unknown, warn } from './define.ts';
import type { Result } from './define.ts';
import { accessFinding } from './explain-error.ts';
import { hasRepository, imageReference, isBucket } from './image-reference.ts';
import { isRefusal } from './registry-access.ts';

/** How an object is set to authenticate. */
type Way = 'identity' | 'anonymous' | { readonly secret: string } | { readonly ignoredSecret: string };

export interface AuthenticationFact {
  readonly by: Authentication;
}

/** Whether Flux is set to show the identity to the registry at all: provider, flag, and the pull secrets that beat both. */
export const scanAuthentication = defineCheck({
  id: 'scan-authentication',
  link: 'scan',
  scope: 'target',
  title: 'Flux is set to authenticate as the identity',
  needs: { registry: optional(imageReference) },
  applies: ({ target }) => hasRepository({ target }) || isBucket({ target }),
  deadline: seconds(30),
  async run({ google, kubernetes, target, workloads, needs: { registry } }): Promise<Result<AuthenticationFact>> {
    if (registry === undefined && !isBucket({ target })) return blocked(imageReference);
    const warnings: Finding[] = [];
    const fact = factOf(target.objects, workloads);
    for (const object of target.objects) {
      const workload = workloads.find((one) => reads(one, object)) ?? workloads[0];
      if (workload === undefined) continue;
      const named = { kind: object.kind, namespace: object.namespace, name: object.name };
      const version = workload.ref.version;
      const owner = ownerOf({ labels: { ...object.labels }, namespace: object.namespace });
      const way = wayOf(object, workload);
      if (way === 'identity') continue;
      if (way === 'anonymous') {
        // A Bucket that does not ask for Google's login is not among those that are looked at.
        if (registry === undefined) continue;
        const told = finding('provider-not-google', { ...named, provider: object.provider ?? 'none', version, owner });
        if (await showsToken(kubernetes, object, workload)) {
          if (object.status?.ready === true) continue;
          return unknown(told, {
            fact,
            notes: [`its KSA asks for a token of its own at ${registry.host}; that is not tried`],
          });
        }
        const open = await google.tags(google.anonymous, registry.host, registry.path).catch(asApiError);
        if (!(open instanceof ApiError)) continue;
        if (!isRefusal(open)) return unknown(accessFinding(open), { fact });
        return byVersion(told, workload, fact);
      }
      if ('ignoredSecret' in way) {
        warnings.push(finding('secret-ignored', { ...named, secret: way.ignoredSecret, version }));
        continue;
      }
      const told = finding('secret-overrides-identity', {
        ...named,
        secret: way.secret,
        version,
        owner,
        anonymous: wayOf({ ...object, secretRefs: [] }, workload) === 'anonymous',
      });
      if (object.status?.ready === true) warnings.push(told);
      else if (object.status === null) return suspected(told, { fact });
      else return byVersion(told, workload, fact);
    }
    return isSome(warnings) ? warn(warnings, { fact }) : pass(fact);
  },
});

/** How an object logs in is a rule of its controller's version: where that was not read, Flux's own words decide. */
function byVersion<Fact>(told: Finding, { capabilities }: ScanWorkload, fact: Fact): Result<Fact> {
  return capabilities.assumed === false ? broken(told, { fact }) : suspected(told, { fact });
}

const credentialProvider = 'credential.auth.fluxcd.io/provider';

/** From Flux 2.10 on `generic` is not anonymous where the annotations of the object's KSA ask for a token of it. */
async function showsToken(
  kubernetes: Kubernetes,
  object: ScanObject,
  { capabilities, flags }: ScanWorkload,
): Promise<boolean> {
  if (!capabilities.genericToken.some((kind) => kind === object.kind)) return false;
  const name = object.serviceAccountName ?? flags.get('default-service-account')?.at(-1) ?? '';
  if (name === '') return false;
  const account = await kubernetes.get('serviceaccounts', object.namespace, name);
  return account?.metadata?.annotations?.[credentialProvider] !== undefined;
}

/** With what all of the objects go to the registry. */
function factOf(objects: readonly ScanObject[], workloads: readonly ScanWorkload[]): AuthenticationFact {
  const ways = new Set(
    objects.map((object): Authentication => {
      const workload = workloads.find((one) => reads(one, object)) ?? workloads[0];
      const way = workload === undefined ? 'identity' : wayOf(object, workload);
      if (typeof way === 'string') return way;
      return 'secret' in way ? 'secret' : 'identity';
    }),
  );
  const [by = 'identity'] = ways;
  return { by: ways.size > 1 ? 'mixed' : by };
}

function reads(workload: ScanWorkload, object: ScanObject): boolean {
  return workload.capabilities.login[object.kind as LoginKind] !== undefined;
}

function wayOf(object: ScanObject, workload: ScanWorkload): Way {
  const { capabilities, flags } = workload;
  const login = capabilities.login[object.kind as LoginKind] ?? 'never';
  const flag = flags.has('gcp-autologin-for-gcr') && capabilities.autologinFlag === 'works';
  const byProvider = object.provider === 'gcp' && (login === 'provider' || login === 'provider-or-flag');
  const byFlag =
    flag &&
    (login === 'flag' || (login === 'provider-or-flag' && (object.provider === 'generic' || object.provider === null)));
  const identity = login === 'always' || byProvider || byFlag;
  const [secret] = object.secretRefs;
  if (secret !== undefined) {
    const ignored = capabilities.precedence === 'secret-ignored' && object.kind === 'ImageRepository' && byProvider;
    return ignored ? { ignoredSecret: secret } : { secret };
  }
  return identity ? 'identity' : 'anonymous';
}
