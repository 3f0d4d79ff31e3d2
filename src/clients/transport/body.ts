/** More than any list page of 500 objects; a body without end must not fill the memory. */
const limit = 64 * 1024 * 1024;

/** @throws RangeError for a body beyond the limit, and whatever breaks the connection half-way. */
export async function readBody(body: AsyncIterable<Uint8Array> | null): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > limit) throw new RangeError(`a body larger than ${limit / 1024 / 1024} MiB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
