import type { Seed, SeedKind } from "@/lib/domain/seed-set";
import type { Format, ReadLine } from "./format";
import { seedFields, seedOf, seedOptions } from "./seed-of";
import type { Source } from "./text/decode-text";
import { textLines } from "./text/text-lines";

/** One question a line. */
export const seedLines = {
  id: "seed_lines",
  name: "Lines",
  use: "One question a line.",
  extension: "txt",
  alsoEndsWith: [],
  mediaType: "text/plain",
  firstLine: null,
  subject: "seeds",
  sides: [],
  masks: false,
  options: seedOptions,
  fields: { question: seedFields.question },
  read,
} as const satisfies Format;

async function* read(source: Source, { kind }: { kind: SeedKind }): AsyncGenerator<ReadLine<Seed>> {
  let isFirst = true;
  for await (const found of textLines(source)) {
    if (!found.ok) yield found;
    else if (found.text.trim() !== "") {
      const message = isFirst ? foreign(found.text) : null;
      if (message !== null) {
        yield { line: found.line, ok: false, message };
        return;
      }
      isFirst = false;
      yield seedOf(found.line, { question: found.text }, kind);
    }
  }
}

/** What a file is instead, by its first line; null where that may be a question. */
function foreign(line: string): string | null {
  if (/^\s*(\{\s*("|$)|\[\s*([[{"]|$))/.test(line))
    return "This is JSON, not a question a line. Choose the format JSON.";
  if (/^\s*<(?:!doctype|html|\?xml)\b/i.test(line))
    return "This is a page of the web or XML, not a question a line. Download the file itself.";
  return null;
}
