import { getCACertificates, setDefaultCACertificates } from 'node:tls';

let trusted = false;

/**
 * Adds the certificate authorities of the operating system, which kubectl and flux trust from the start, to those that
 * Node brings along. Reading them takes a tenth of a second, so it is done only when an issuer is unknown.
 *
 * @returns false where it was done before, or cannot be done.
 */
export function trustSystemRoots(): boolean {
  if (trusted) return false;
  trusted = true;
  try {
    const system = getCACertificates('system');
    if (system.length === 0) return false;
    setDefaultCACertificates([...getCACertificates('default'), ...system]);
    return true;
  } catch {
    // A store that cannot be read adds nothing; the refusal that led here says what is wrong.
    return false;
  }
}
