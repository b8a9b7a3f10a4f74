import type { Container } from "@/lib/domain/training/recipe";
import type { Piece, Records } from "../format";
import { type Columns, writeParquet } from "../parquet/write-parquet";
import type { MadeRows } from "./trainer";

export type TextContainer = Exclude<Container, "parquet">;

/**
 * A file of the rows that `rowsOf` makes of what is given: a piece for each that is given, and one that ends the file.
 * `isBegun`: rows stand before these already.
 */
export async function* writeRows<Given>(
  given: Records<Given>,
  { container, isBegun = false }: { container: TextContainer; isBegun?: boolean },
  rowsOf: (one: Given) => MadeRows,
): AsyncGenerator<Piece> {
  const { first, between, last, none } = layouts[container];
  let separator = isBegun ? between : first;
  for await (const one of given) {
    let rows = "";
    for (const { record } of rowsOf(one).rows) {
      rows += separator + JSON.stringify(record);
      separator = between;
    }
    yield rows;
  }
  yield separator === first ? none : last;
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

const layouts: Record<TextContainer, { first: string; between: string; last: string; none: string }> = {
  jsonl: { first: "", between: "\n", last: "\n", none: "" },
  json: { first: "[\n", between: ",\n", last: "\n]\n", none: "[]\n" },
};
