/** Who an access token speaks for. */

export type Identity =
  | { readonly kind: 'user'; readonly email: string }
  | {
      readonly kind: 'service-account';
      readonly email: string;
      /** A GSA made anew under the same e-mail is another account. */
      readonly uniqueId: string;
    }
  | {
      readonly kind: 'ksa';
      /** E.g. `acme-prod.svc.id.goog`. */
      readonly pool: string;
      readonly poolProject: { readonly id: string; readonly number: string };
      readonly namespace: string;
      readonly name: string;
      readonly uid: string;
      /** The cluster's resource URL, which is its issuer. */
      readonly cluster: string;
    }
  /** Of a pool that somebody made: whom the provider's mapping makes of a token. */
  | {
      readonly kind: 'federated';
      /** E.g. `clusters`. */
      readonly pool: string;
      readonly poolProject: { readonly id: string; readonly number: string };
      readonly subject: string;
      /** E.g. `attribute.namespace`: `team-a`. */
      readonly attributes: Readonly<Record<string, string>>;
    };

/** As refusals and the log of requests name it. */
export function identityName(who: Identity | null): string {
  if (who === null) return 'anonymous';
  switch (who.kind) {
    case 'user':
    case 'service-account':
      return who.email;
    case 'ksa':
    case 'federated':
      return subjectPrincipal(who);
  }
}

export type Federated = Extract<Identity, { kind: 'ksa' | 'federated' }>;

export function isFederated(who: Identity): who is Federated {
  return who.kind === 'ksa' || who.kind === 'federated';
}

/** `principal://…/subject/ns/NS/sa/KSA`, or whatever subject the provider of another pool maps. */
export function subjectPrincipal(who: Federated): string {
  const subject = who.kind === 'ksa' ? `ns/${who.namespace}/sa/${who.name}` : who.subject;
  return `principal://iam.googleapis.com/${poolName(who)}/subject/${subject}`;
}

export function poolName(who: Federated): string {
  return `projects/${who.poolProject.number}/locations/global/workloadIdentityPools/${who.pool}`;
}
