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
      if (isFirst && /^\s*(\{\s*"|\[\s*([[{"]|$))/.test(found.text)) {
        yield { line: found.line, ok: false, message: "This is JSON, not a question a line. Choose the format JSON." };
        return;
      }
      isFirst = false;
      yield seedOf(found.line, { question: found.text }, kind);
    }
  }
}
