import type { Container } from "@/lib/domain/training/recipe";
import type { Piece, Records } from "../format";
import { type Columns, writeParquet } from "../parquet/write-parquet";
import type { MadeRows } from "./trainer";

export type TextContainer = Exclude<Container, "parquet">;

/** A file of the rows that `rowsOf` makes of what is given, as it comes. */
export function writeRows<Given>(
  given: Records<Given>,
  container: TextContainer,
  rowsOf: (one: Given) => MadeRows,
): AsyncGenerator<Piece> {
  return writeText(recordsOf(given, rowsOf), container);
}

/** The same as a Parquet file. */
export function writeTable<Given>(
  given: Records<Given>,
  columns: Columns,
  rowsOf: (one: Given) => MadeRows,
): AsyncGenerator<Piece> {
  return writeParquet(columns, recordsOf(given, rowsOf));
}

async function* recordsOf<Given>(
  given: Records<Given>,
  rowsOf: (one: Given) => MadeRows,
): AsyncGenerator<Readonly<Record<string, unknown>>> {
  for await (const one of given) for (const { record } of rowsOf(one).rows) yield record;
}

async function* writeText(records: AsyncIterable<unknown>, container: TextContainer): AsyncGenerator<string> {
  const { first, between, last, none } = layouts[container];
  let separator = first;
  for await (const record of records) {
    yield separator + JSON.stringify(record);
    separator = between;
  }
  yield separator === first ? none : last;
}

const layouts: Record<TextContainer, { first: string; between: string; last: string; none: string }> = {
  jsonl: { first: "", between: "\n", last: "\n", none: "" },
  json: { first: "[\n", between: ",\n", last: "\n]\n", none: "[]\n" },
};
