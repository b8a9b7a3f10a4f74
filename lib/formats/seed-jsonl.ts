import type { Seed, SeedKind } from "@/lib/domain/seed-set";
import { firstRoundOf, recordsIn } from "./first-round";
import type { Format, ReadLine } from "./format";
import { seedFields, seedOf, seedOptions } from "./seed-of";
import type { Source } from "./text/decode-text";
import { jsonValues } from "./text/json-records";

/** JSON Lines or one array, of questions or of dialogues, whose first round is taken. */
export const seedJsonl = {
  id: "seed_jsonl",
  name: "JSON",
  use: "One JSON object a line, or an array: question and answer, prompt, instruction, or the turns of a dialogue, of which the first round is taken.",
  extension: "jsonl",
  alsoEndsWith: ["ndjson", "json"],
  mediaType: "application/jsonl",
  firstLine: '^\\s*(\\{\\s*("|$)|\\[\\s*([[{"]|$))',
  subject: "seeds",
  sides: [],
  masks: false,
  options: seedOptions,
  fields: seedFields,
  read,
} as const satisfies Format;

async function* read(source: Source, { kind }: { kind: SeedKind }): AsyncGenerator<ReadLine<Seed>> {
  for await (const found of jsonValues(source)) {
    if (!found.ok) yield found;
    else for (const record of recordsIn(found.value)) yield seedOf(found.line, firstRoundOf(record), kind);
  }
}
