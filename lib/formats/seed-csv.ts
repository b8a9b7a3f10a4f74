import type { Seed, SeedKind } from "@/lib/domain/seed-set";
import type { Format, ReadLine } from "./format";
import { seedFields, seedOf, seedOptions } from "./seed-of";
import { readCsv } from "./text/csv";
import type { Source } from "./text/decode-text";

/** A header with `question` and, for whole rounds, `answer`. */
export const seedCsv = {
  id: "seed_csv",
  name: "CSV",
  use: "A header with question, and answer for whole rounds.",
  extension: "csv",
  alsoEndsWith: [],
  mediaType: "text/csv",
  firstLine: '(^|,)"?question"?\\s*(,|$)',
  subject: "seeds",
  sides: [],
  options: seedOptions,
  fields: seedFields,
  read,
} as const satisfies Format;

async function* read(source: Source, { kind }: { kind: SeedKind }): AsyncGenerator<ReadLine<Seed>> {
  for await (const found of readCsv(source)) {
    if (!found.ok) yield found;
    else if ("question" in found.value)
      yield seedOf(found.line, { question: found.value.question, answer: found.value.answer }, kind);
    else {
      yield { line: 1, ok: false, message: "The header needs a column named question" };
      return;
    }
  }
}
