import { parseImage } from '../chain/image-reference.ts';
import { refusesOtherHosts, takesForGoogle } from '../chain/versions/google-hosts.ts';
import type { ScanObject } from '../chain/vocabulary.ts';
import type { ScanWorkload } from './workload.ts';

/** Whether the workload logs in to Google for the object: it asks for that, and no Secret stands before it. */
function logsIn(object: ScanObject, { capabilities }: ScanWorkload): boolean {
  const { provider, suspended, secretRefs, kind } = object;
  if (provider !== 'gcp' || suspended) return false;
  return secretRefs.length === 0 || (capabilities.precedence === 'secret-ignored' && kind === 'ImageRepository');
}

/** Whether the workload shows a token of Google's on a host of Google's own. */
export function showsToken(object: ScanObject, workload: ScanWorkload): boolean {
  const registry = parseImage(object.image);
  return (
    registry.kind === 'google-own' &&
    logsIn(object, workload) &&
    takesForGoogle(workload.capabilities.hosts, registry.host)
  );
}

/**
 * Whether the workload fails because the object asks for Google's login on another host. Versions before Flux 2.6 read
 * anonymously then; and an object that is ready is read in some other way.
 */
export function refusesHost(object: ScanObject, workload: ScanWorkload): boolean {
  return (
    parseImage(object.image).kind === 'not-google' &&
    logsIn(object, workload) &&
    refusesOtherHosts(workload.capabilities.hosts) &&
    object.status?.ready !== true
  );
}
