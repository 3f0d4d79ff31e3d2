/** The certificates that one server shows: its own, and those of a world in which it shows none to be trusted. */

import { createAuthority } from './certificates.ts';
import type { Authority, Issued } from './certificates.ts';
import type { Certificate } from './kubernetes/faults.ts';

/** @returns what issues each once. `null`: the server's own. */
export function certificatesOf(
  authority: Authority,
  names: readonly string[],
): (which: Certificate | null) => Promise<Issued> {
  const issued = new Map<Certificate | null, Promise<Issued>>();
  return (which) => {
    const known = issued.get(which) ?? issue(authority, names, which);
    issued.set(which, known);
    return known;
  };
}

async function issue(authority: Authority, names: readonly string[], which: Certificate | null): Promise<Issued> {
  switch (which) {
    case null:
      return authority.issue(names);
    case 'expired':
      return authority.issue(names, { expired: true });
    case 'of-another-host':
      return authority.issue(['another-host.example']);
    case 'of-another-authority':
      return (await createAuthority()).issue(names);
  }
}
