/** Images are only names and tags in a world; this makes up the rest of them, the same each time. */

import { createHash } from 'node:crypto';

export const manifestType = 'application/vnd.docker.distribution.manifest.v2+json';
const configType = 'application/vnd.docker.container.image.v1+json';

export interface ImageContent {
  readonly tag: string;
  readonly digest: string;
  readonly manifest: string;
  readonly config: { readonly digest: string; readonly content: string };
  readonly uploadedAt: Date;
}

/** @param image Full path, e.g. `acme-prod/apps/api`. @param order Place of the tag: later tags are younger. */
function imageContent(image: string, tag: string, order: number): ImageContent {
  const uploadedAt = new Date(Date.UTC(2026, 0, 1) + order * 3_600_000);
  const content = JSON.stringify({
    architecture: 'amd64',
    os: 'linux',
    created: uploadedAt.toISOString(),
    config: { Labels: { 'org.opencontainers.image.ref.name': `${image}:${tag}` } },
    rootfs: { type: 'layers', diff_ids: [] },
  });
  const config = { digest: sha256(content), content };
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: manifestType,
    config: { mediaType: configType, size: content.length, digest: config.digest },
    layers: [],
  });
  return { tag, digest: sha256(manifest), manifest, config, uploadedAt };
}

export function imageContents(image: string, tags: readonly string[]): readonly ImageContent[] {
  return tags.map((tag, order) => imageContent(image, tag, order));
}

function sha256(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
