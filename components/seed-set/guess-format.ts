import type { SeedFormat } from "@/lib/contract/endpoints/seed-sets";

/** The format of a chosen file by its name, else by its first line: JSON objects, a header naming `question`, or lines. */
export function guessFormat(fileName: string, text: string): SeedFormat {
  const ending = /\.(\w+)$/.exec(fileName)?.[1]?.toLowerCase();
  if (ending === "jsonl" || ending === "ndjson") return "jsonl";
  if (ending === "csv") return "csv";
  const first =
    text
      .replace(/^\uFEFF/, "")
      .trimStart()
      .split("\n", 1)[0] ?? "";
  if (first.startsWith("{")) return "jsonl";
  return /(^|,)"?question"?\s*(,|$)/.test(first.trim()) ? "csv" : "lines";
}
