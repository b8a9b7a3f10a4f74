import type { Container } from "@/lib/domain/training/recipe";
import type { Piece, Records } from "../format";
import { type Columns, writeParquet } from "../parquet/write-parquet";
import type { MadeRows } from "./trainer";

export type TextContainer = Exclude<Container, "parquet">;

/** Rows as text: what each that is given becomes, in pieces that nobody has to put together, and what ends the file. */
export type RowText<Given> = { of: (one: Given) => string[]; end: () => string };

/** `isBegun`: rows stand before these already. */
export function rowText<Given>(
  { container, isBegun = false }: { container: TextContainer; isBegun?: boolean },
  rowsOf: (one: Given) => MadeRows,
): RowText<Given> {
  const { first, between, last, none } = layouts[container];
  let separator = isBegun ? between : first;
  return {
    of(one) {
      const pieces = [];
      for (const { record } of rowsOf(one).rows) {
        pieces.push(separator, JSON.stringify(record));
        separator = between;
      }
      return pieces;
    },
    end: () => (separator === first ? none : last),
  };
}

/** A file of the rows that `rowsOf` makes of what is given: a piece for each that is given, and one that ends the file. */
export async function* writeRows<Given>(
  given: Records<Given>,
  layout: { container: TextContainer; isBegun?: boolean },
  rowsOf: (one: Given) => MadeRows,
): AsyncGenerator<Piece> {
  const text = rowText(layout, rowsOf);
  for await (const one of given) yield text.of(one).join("");
  yield text.end();
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
