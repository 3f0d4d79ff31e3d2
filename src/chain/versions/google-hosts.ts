/** Which hosts a version of Flux takes for Google's. It decides what Flux does, never where a token of ours may go. */
export type HostTest = 'none' | 'gcr.io' | 'any-gcr' | 'suffixes' | 'pattern' | 'pattern-and-sovereign';

const pattern = /^(((.+\.)?gcr\.io)|(.+-docker\.pkg\.dev))$/;

/** Flux's own answer for a host, the port included as it stands in the image reference. */
export function takesForGoogle(test: HostTest, host: string): boolean {
  switch (test) {
    case 'none':
      return false;
    case 'gcr.io':
      return host === 'gcr.io';
    case 'any-gcr':
      return host === 'gcr.io' || host.endsWith('.gcr.io');
    case 'suffixes':
      return host === 'gcr.io' || host.endsWith('.gcr.io') || host.endsWith('-docker.pkg.dev');
    case 'pattern':
      return pattern.test(host);
    case 'pattern-and-sovereign':
      return pattern.test(host) || host === 'docker.s3nsregistry.fr';
    default:
      return test satisfies never;
  }
}

/** Whether a login of Google's that an object asks for on another host is an error; earlier versions read anonymously. */
export function refusesOtherHosts(test: HostTest): boolean {
  return test === 'pattern' || test === 'pattern-and-sovereign';
}
