/** `tags/list` with Google's additions: child images and manifests. An image that is not there has none of them. */

import { ok } from './http.ts';
import type { Call, Reply } from './http.ts';
import { imageContents, manifestType } from './image-content.ts';
import type { Images } from './registry-access.ts';

/** @param name As in the path. @param image The same, below the repository. */
export function tagList(call: Call, name: string, image: string, images: Images): Reply {
  const tags = [...((Object.hasOwn(images, image) ? images[image] : undefined) ?? [])].sort();
  const { shown, next } = cut(tags, call.query);
  const listed = new Set(shown);
  // Younger tags come later in the world, whatever their names.
  const contents = imageContents(name, images[image] ?? []).filter(({ tag }) => listed.has(tag));
  const manifest = Object.fromEntries(
    contents.map(({ tag, digest, manifest: content, uploadedAt }) => [
      digest,
      {
        imageSizeBytes: String(content.length),
        layerId: '',
        mediaType: manifestType,
        tag: [tag],
        timeCreatedMs: String(uploadedAt.getTime()),
        timeUploadedMs: String(uploadedAt.getTime()),
      },
    ]),
  );
  const reply = ok({ child: children(image, images), manifest, name, tags: shown });
  if (next === undefined) return reply;
  const link = `</v2/${name}/tags/list?n=${call.query.get('n') ?? ''}&last=${encodeURIComponent(next)}>; rel="next"`;
  return { ...reply, headers: { link } };
}

/** Without `n` everything comes at once. */
function cut(tags: readonly string[], query: URLSearchParams): { shown: readonly string[]; next: string | undefined } {
  const last = query.get('last') ?? '';
  const rest = tags.filter((tag) => tag > last);
  const n = Number(query.get('n') ?? 0);
  if (!Number.isInteger(n) || n <= 0 || rest.length <= n) return { shown: rest, next: undefined };
  const shown = rest.slice(0, n);
  return { shown, next: shown.at(-1) };
}

function children(image: string, images: Images): readonly string[] {
  const prefix = image === '' ? '' : `${image}/`;
  const below = Object.keys(images)
    .filter((other) => other.startsWith(prefix) && other !== image)
    .map((other) => other.slice(prefix.length).split('/')[0] ?? '');
  return [...new Set(below)].sort();
}
