import { CsvError, parse } from "csv-parse/sync";
import type { Seed, SeedKind, SeedLineError } from "@/lib/domain/seed-set";
import { seedSchema } from "@/lib/domain/seed-set";

export type SeedFormat = "lines" | "jsonl" | "csv";

type Row = { line: number; value: unknown };
type Reading = { seeds: Seed[]; errors: SeedLineError[] };

/** Errors beyond this are counted in one closing entry, so that a wrong file does not answer with 100,000 lines. */
const maxErrors = 200;

/**
 * Reads pasted or uploaded seeds. `lines`: one question a line. `jsonl`: `{question, answer?}`, or a ShareGPT record
 * whose first round is taken. `csv`: a header with `question` and, for rounds, `answer`. A BOM, CRLF and blank lines are
 * fine. Returns every refused line with its 1-based number; the caller stores all or nothing.
 */
export function readSeeds(text: string, format: SeedFormat, kind: SeedKind): Reading {
  const { rows, errors } = rowsOf(text.replace(/^\uFEFF/, ""), format);
  const seeds: Seed[] = [];
  for (const { line, value } of rows) {
    const seed = seedSchema.safeParse(pickSeed(value, kind));
    if (!seed.success) errors.push({ line, message: seed.error.issues.map((issue) => issue.message).join("; ") });
    else if (kind === "round" && seed.data.answer === undefined)
      errors.push({ line, message: "No answer: a set of whole rounds needs one on every line" });
    else seeds.push(seed.data);
  }
  if (seeds.length === 0 && errors.length === 0) errors.push({ line: 1, message: "There is no seed in here" });
  return { seeds, errors: capped(errors.sort((a, b) => a.line - b.line)) };
}

function rowsOf(text: string, format: SeedFormat): { rows: Row[]; errors: SeedLineError[] } {
  if (format === "csv") return csvRows(text);
  const errors: SeedLineError[] = [];
  const rows = text.split(/\r\n|\n|\r/).flatMap((content, i): Row[] => {
    const line = i + 1;
    if (content.trim() === "") return [];
    if (format === "lines") return [{ line, value: { question: content } }];
    try {
      return [{ line, value: JSON.parse(content) }];
    } catch (error) {
      errors.push({ line, message: `Not JSON: ${(error as Error).message}` });
      return [];
    }
  });
  return { rows, errors };
}

function csvRows(text: string): { rows: Row[]; errors: SeedLineError[] } {
  try {
    const records = parse(text, { columns: true, info: true, skip_empty_lines: true, trim: true }) as unknown as {
      record: Record<string, string>;
      info: { lines: number };
    }[];
    if (records[0] && !("question" in records[0].record))
      return { rows: [], errors: [{ line: 1, message: "The header needs a column named question" }] };
    return { rows: records.map(({ record, info }) => ({ line: info.lines, value: record })), errors: [] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { rows: [], errors: [{ line: Number(error.lines ?? 1), message: `Not CSV: ${error.message}` }] };
  }
}

/** The seed in any of the shapes people have; what fits none is handed on for the schema to name the trouble. */
function pickSeed(value: unknown, kind: SeedKind): unknown {
  if (typeof value === "string") return { question: value };
  if (typeof value !== "object" || value === null) return { question: undefined };
  const record = value as Record<string, unknown>;
  const [first, second] = Array.isArray(record.conversations) ? (record.conversations as { value?: unknown }[]) : [];
  const question = record.question ?? first?.value;
  const answer = (record.answer ?? second?.value) || undefined;
  return kind === "round" && answer !== undefined ? { question, answer } : { question };
}

function capped(errors: SeedLineError[]): SeedLineError[] {
  if (errors.length <= maxErrors) return errors;
  const rest = errors.length - maxErrors;
  return [...errors.slice(0, maxErrors), { line: errors[maxErrors]?.line ?? 0, message: `… and ${rest} more lines` }];
}
