import type { InputOf } from "@/lib/contract/endpoints";

export type LegacyEncoding = NonNullable<NonNullable<InputOf<"importSeedSet">["query"]>["encoding"]>;

/** What a file may have been saved as, how its first foreign letters read then, and all of its beginning. */
export type Reading = { encoding: LegacyEncoding; name: string; sample: string; beginning: string };

/** A file's beginning; where it is not UTF-8, there is more than one reading and a person says which is right. */
export type Look = { beginning: string; readings: Reading[] };

/** As much of a file is looked at to tell its format, and shown. */
const shown = 2_000;
/** As much is searched for what is not UTF-8; what comes later is refused when the file is sent. */
const searched = 8 * 1024 * 1024;

/** In the order in which they are proposed, by the name that people know. */
const names: Record<LegacyEncoding, string> = {
  "windows-1252": "Western Europe (Windows-1252)",
  "windows-1250": "Central Europe (Windows-1250)",
  "windows-1251": "Cyrillic (Windows-1251)",
  "windows-1253": "Greek (Windows-1253)",
  "windows-1254": "Turkish (Windows-1254)",
  "windows-1255": "Hebrew (Windows-1255)",
  "windows-1256": "Arabic (Windows-1256)",
  macintosh: "Western Europe (Mac)",
  shift_jis: "Japanese (Shift JIS)",
  "euc-jp": "Japanese (EUC-JP)",
  "euc-kr": "Korean (EUC-KR)",
  gb18030: "Chinese, simplified (GB 18030)",
  big5: "Chinese, traditional (Big5)",
  "utf-16le": "UTF-16 (little endian)",
  "utf-16be": "UTF-16 (big endian)",
};

export async function lookAtFile(file: Blob): Promise<Look> {
  return lookAtBytes(new Uint8Array(await file.slice(0, searched).arrayBuffer()));
}

export function lookAtBytes(bytes: Uint8Array): Look {
  const isMarked16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const isParquet = [0x50, 0x41, 0x52, 0x31].every((byte, i) => bytes[i] === byte);
  const isPacked = isParquet || (bytes[0] === 0x1f && bytes[1] === 0x8b);
  const marked = bytes[0] === 0xff ? "utf-16le" : "utf-16be";
  const text = isPacked ? "" : read(bytes, isMarked16 ? marked : "utf-8");
  if (text !== null && !text.includes("\0")) return { beginning: text.slice(0, shown), readings: [] };
  const at =
    text === null
      ? Math.max(
          0,
          bytes.findIndex((byte) => byte > 0x7f),
        )
      : 0;
  const readings = (Object.keys(names) as LegacyEncoding[]).flatMap((encoding) => {
    if (encoding.startsWith("utf-16") && !bytes.includes(0)) return [];
    const whole = read(bytes, encoding);
    if (whole === null || whole.includes("\0")) return [];
    return [
      { encoding, name: names[encoding], sample: lineAround(bytes, at, encoding), beginning: whole.slice(0, shown) },
    ];
  });
  return { beginning: readings[0]?.beginning ?? "", readings };
}

/** Null where the bytes are none of the encoding's letters. The last letter may be cut. */
function read(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

/** What stands around the first foreign letter, up to the ends of its line. */
function lineAround(bytes: Uint8Array, at: number, encoding: string): string {
  const isWide = encoding.startsWith("utf-16");
  const begin = isWide ? 0 : Math.max(bytes.lastIndexOf(10, at) + 1, at - 60);
  return (read(bytes.subarray(begin, begin + 160), encoding) ?? "").split(/[\r\n]/, 1)[0]?.slice(0, 80) ?? "";
}
