import type { Seed, SeedKind } from "@/lib/domain/seed-set";
import { firstRoundOf, seedColumns } from "./first-round";
import type { Format, ReadLine } from "./format";
import { seedFields, seedOf, seedOptions } from "./seed-of";
import { readCsv } from "./text/csv";
import type { Source } from "./text/decode-text";

/** A table with a header: a column of questions and, for whole rounds, one of answers. */
export const seedCsv = {
  id: "seed_csv",
  name: "Table",
  use: "CSV with a header: question, prompt or instruction, and answer or response for whole rounds; apart by commas, semicolons or tabs.",
  extension: "csv",
  alsoEndsWith: ["tsv", "tab"],
  mediaType: "text/csv",
  firstLine: '(^|[,;\\t])"?([Qq]uestion|[Pp]rompt|[Ii]nstruction|[Qq]uery|QUESTION|PROMPT)"?\\s*([,;\\t]|$)',
  subject: "seeds",
  sides: [],
  masks: false,
  options: seedOptions,
  fields: seedFields,
  read,
} as const satisfies Format;

async function* read(source: Source, { kind }: { kind: SeedKind }): AsyncGenerator<ReadLine<Seed>> {
  for await (const found of readCsv(source)) {
    if (!found.ok) {
      yield found;
      continue;
    }
    const names = Object.keys(found.value);
    if (!names.some((name) => seedColumns.includes(name.trim().toLowerCase()))) {
      const held = names.map((name) => `“${name}”`).join(", ");
      yield {
        line: 1,
        ok: false,
        message: `The header needs a column named question, prompt or instruction; it has ${held}.`,
      };
      return;
    }
    yield seedOf(found.line, firstRoundOf(found.value), kind);
  }
}
