/** Versions of controllers, and what each of them can do. */

export type Component = 'image-reflector-controller' | 'source-controller' | 'flux-v1';

export type Version = readonly [major: number, minor: number, patch: number];

/** What is read from an image's tag or a label, e.g. `v1.0.1`; `null`: not a version. */
export function parseVersion(text: string): Version | null {
  const match = /^v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  if (match === null) return null;
  return [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
}

function atLeast([major, minor, patch]: Version, than: Version): boolean {
  return (major - than[0] || minor - than[1] || patch - than[2]) >= 0;
}

/** The rules that changed from release to release of Flux 2. */
export interface Features {
  /** `spec.provider` of the objects is heeded. */
  readonly provider: boolean;
  /** `--gcp-autologin-for-gcr`: unknown, heeded, or parsed and ignored. */
  readonly autologin: 'unknown' | 'heeded' | 'inert';
  /** Flux 2.6: Google's own libraries find the credentials, a host must match the provider, objects have identities. */
  readonly objectIdentity: boolean;
  /** Flux 2.7: an identity beats the pull secret; `--default-service-account`. */
  readonly lockdown: boolean;
  /** Flux 2.9: credentials are fetched by the registry client, so that their errors are its errors. */
  readonly lazyCredentials: boolean;
  /** Flux 2.10: objects have identities without the feature gate, which is let pass; and errors speak of credentials. */
  readonly gateRetired: boolean;
  /** Statuses as of v1beta2: reasons, prefixes, latest tags. */
  readonly modernStatus: boolean;
  /** The one release that misspelt its error. */
  readonly controlllerTypo: boolean;
}

const always: Version = [0, 0, 0];

export function featuresOf(component: Component, version: Version): Features {
  const reflector = component === 'image-reflector-controller';
  const since = (ofReflector: Version, ofSource: Version): boolean =>
    atLeast(version, reflector ? ofReflector : ofSource);
  const flag = reflector && since([0, 16, 0], always) && !since([1, 0, 0], always);
  return {
    provider: since([0, 25, 0], [0, 26, 0]),
    autologin: !flag ? 'unknown' : version[0] === 0 && version[1] === 25 ? 'inert' : 'heeded',
    objectIdentity: since([0, 35, 0], [1, 6, 0]),
    lockdown: since([1, 0, 0], [1, 7, 0]),
    lazyCredentials: since([1, 2, 0], [1, 9, 0]),
    gateRetired: since([1, 3, 0], [1, 10, 0]),
    modernStatus: since([0, 25, 0], always),
    controlllerTypo: reflector && version[0] === 0 && version[1] === 35 && version[2] < 2,
  };
}
