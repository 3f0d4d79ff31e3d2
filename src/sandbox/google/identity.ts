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
    };

/** As refusals and the log of requests name it. */
export function identityName(who: Identity | null): string {
  if (who === null) return 'anonymous';
  switch (who.kind) {
    case 'user':
    case 'service-account':
      return who.email;
    case 'ksa':
      return subjectPrincipal(who);
  }
}

/** `principal://…/subject/ns/NS/sa/KSA`. */
export function subjectPrincipal(who: Extract<Identity, { kind: 'ksa' }>): string {
  return `principal://iam.googleapis.com/${poolName(who)}/subject/ns/${who.namespace}/sa/${who.name}`;
}

export function poolName(who: Extract<Identity, { kind: 'ksa' }>): string {
  return `projects/${who.poolProject.number}/locations/global/workloadIdentityPools/${who.pool}`;
}
