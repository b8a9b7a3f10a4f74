/** As much of a file, once unpacked, is sent to be previewed. */
const shownBytes = 4 * 1024 * 1024;

/** The beginning of a file, unpacked where it is gzip; `isPart` when there is more. */
export async function beginningOfFile(file: Blob): Promise<{ blob: Blob; isPart: boolean }> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (first !== 0x1f || second !== 0x8b) {
    return { blob: file.slice(0, shownBytes), isPart: file.size > shownBytes };
  }
  const reader = file.stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  while (size < shownBytes) {
    const { done, value } = await reader.read();
    if (done) return { blob: new Blob(pieces), isPart: false };
    pieces.push(value);
    size += value.byteLength;
  }
  await reader.cancel();
  return { blob: new Blob(pieces), isPart: true };
}

export async function isParquet(file: Blob): Promise<boolean> {
  return (await file.slice(0, 4).text()) === "PAR1";
}
