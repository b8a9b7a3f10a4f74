import { createHash } from "node:crypto";
import type { OutgoingFile, Parcel, PushTools } from "@/lib/destinations/place";

/** A file that is made piece by piece, as exports make theirs. */
export function fileOf(name: string, text: string, piece = 700): OutgoingFile {
  const all = Buffer.from(text);
  async function* pieces() {
    for (let at = 0; at < all.length; at += piece) yield all.subarray(at, at + piece);
  }
  const sha256 = createHash("sha256").update(all).digest("hex");
  return { name, mediaType: "text/plain", bytes: all.length, sha256, pieces };
}

/** Small files and large ones, an empty one, one that ends on a border of parts. */
export function parcelOf(): Parcel {
  const files = [
    fileOf("train.jsonl", `${"Größe “x” 🦘 ".repeat(700)}end`),
    fileOf("border.jsonl", "0123456789".repeat(1_000)),
    fileOf("empty.txt", ""),
    fileOf("README.md", "# Talks\n"),
    fileOf("manifest.json", '{"kind": "realchat-export/1"}\n'),
  ];
  return { folder: "talks-3", title: "Talks 3", files };
}

/** One large file, one small one: enough to be killed over each request. */
export function briefParcel(): Parcel {
  const files = [fileOf("train.jsonl", "0123456789".repeat(600)), fileOf("manifest.json", "{}")];
  return { folder: "talks-3", title: "Talks 3", files };
}

export function textsOf({ files }: Parcel): Promise<Record<string, string>> {
  const read = files.map(async ({ name, pieces }) => {
    const all = [];
    for await (const piece of pieces()) all.push(piece);
    return [name, Buffer.concat(all).toString("utf8")] as const;
  });
  return Promise.all(read).then(Object.fromEntries);
}

/** Hears what is sent and settled, and nothing else. */
export function listener() {
  const sent: Record<string, number> = {};
  const settled: string[] = [];
  const tools: PushTools = {
    signal: new AbortController().signal,
    sent: ({ name }, bytes) => {
      sent[name] = (sent[name] ?? 0) + bytes;
    },
    settled: ({ name }) => void settled.push(name),
  };
  return { sent, settled, tools };
}
