import { inflateRawSync } from "node:zlib";

/** The files of a ZIP archive that holds nothing but deflated ones, as texts. */
export function unzipped(archive: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  for (let at = 0; archive.readUInt32LE(at) === 0x04034b50; ) {
    const [length, nameLength, extra] = [
      archive.readUInt32LE(at + 18),
      archive.readUInt16LE(at + 26),
      archive.readUInt16LE(at + 28),
    ];
    const name = archive.toString("utf8", at + 30, at + 30 + nameLength);
    const begins = at + 30 + nameLength + extra;
    files.set(name, inflateRawSync(archive.subarray(begins, begins + length)).toString("utf8"));
    at = begins + length;
  }
  return files;
}
