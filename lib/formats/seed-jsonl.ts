import type { Seed, SeedKind } from "@/lib/domain/seed-set";
import type { Format, ReadLine } from "./format";
import { seedFields, seedOf, seedOptions } from "./seed-of";
import type { Source } from "./text/decode-text";
import { jsonValues } from "./text/json-lines";

/** `{question, answer?}` a line, or ShareGPT records, whose first round is taken. */
export const seedJsonl = {
  id: "seed_jsonl",
  name: "JSONL",
  use: "One JSON object a line: question, and answer for whole rounds. ShareGPT records work too.",
  extension: "jsonl",
  alsoEndsWith: ["ndjson", "json"],
  mediaType: "application/jsonl",
  firstLine: "^\\s*[[{]",
  subject: "seeds",
  sides: [],
  options: seedOptions,
  fields: seedFields,
  read,
} as const satisfies Format;

async function* read(source: Source, { kind }: { kind: SeedKind }): AsyncGenerator<ReadLine<Seed>> {
  for await (const found of jsonValues(source)) yield found.ok ? seedOf(found.line, pick(found.value), kind) : found;
}

/** The first round in any of the shapes people have; what fits none is handed on for the schema to name the trouble. */
function pick(value: unknown): { question: unknown; answer?: unknown } {
  if (typeof value === "string") return { question: value };
  if (typeof value !== "object" || value === null) return { question: undefined };
  const record = value as Record<string, unknown>;
  const [first, second] = Array.isArray(record.conversations) ? (record.conversations as { value?: unknown }[]) : [];
  return { question: record.question ?? first?.value, answer: record.answer ?? second?.value };
}
