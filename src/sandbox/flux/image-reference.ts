/** Image references, read as Flux's registry library reads them. */

export interface ImageReference {
  readonly host: string;
  /** All after the host. */
  readonly path: string;
}

/** The reference, or why it is none, in the controller's words. */
export function parseImage(image: string, modern: boolean): ImageReference | { readonly problem: string } {
  const subject = modern ? `image '${image}'` : '.spec.image value';
  const scheme = /^(?<scheme>.*?):\/\//.exec(image)?.groups?.['scheme'];
  if (scheme !== undefined) {
    const verb = modern ? 'include' : 'start with';
    return { problem: `${subject} should not ${verb} URL scheme; remove '${scheme}://'` };
  }
  const { host, path } = split(image);
  const tag = /:(?<tag>.*)$/.exec(path)?.groups?.['tag'];
  const repository = path.split(/[:@]/)[0] ?? '';
  if (/[^a-z0-9_\-./]/.test(repository)) {
    return {
      problem: `could not parse reference: ${image}`,
    };
  }
  if (tag !== undefined) {
    const verb = modern ? 'include' : 'contain';
    return { problem: `${subject} should not ${verb} a tag; remove ':${tag}'` };
  }
  return { host, path };
}

/** The first part is a host if it looks like one; else the image is Docker Hub's. */
function split(image: string): ImageReference {
  const slash = image.indexOf('/');
  const first = slash < 0 ? '' : image.slice(0, slash);
  if (first.includes('.') || first.includes(':') || first === 'localhost') {
    return { host: first, path: image.slice(slash + 1) };
  }
  return { host: 'index.docker.io', path: slash < 0 ? `library/${image}` : image };
}

const googlePattern = String.raw`^(((.+\.)?gcr\.io)|(.+-docker\.pkg\.dev))$`;

/** `null`: the host is Google's by Flux's own pattern; else the refusal that newer versions make of it. */
export function hostMismatch(host: string, provider: string): string | null {
  if (provider !== 'gcp') return `invalid ${provider === 'aws' ? 'AWS' : 'Azure'} registry: '${host}'`;
  return new RegExp(googlePattern).test(host) ? null : `invalid GCP registry: '${host}'. must match ${googlePattern}`;
}

/** Served by Google, and so by the sandbox. All other registries answer as if all were well. */
export function isSandboxed(host: string): boolean {
  return /(^|\.)gcr\.io(:\d+)?$|\.pkg\.dev(:\d+)?$/.test(host);
}
