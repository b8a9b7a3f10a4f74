import type { Container } from "@/lib/domain/training/recipe";
import type { Piece, Records } from "../format";
import type { MadeRows } from "./trainer";

export type TextContainer = Exclude<Container, "parquet">;

/** A file of the rows that `rowsOf` makes of what is given, as it comes. */
export async function* writeRows<Given>(
  given: Records<Given>,
  container: TextContainer,
  rowsOf: (one: Given) => MadeRows,
): AsyncGenerator<Piece> {
  const { first, between, last, none } = layouts[container];
  let separator = first;
  for await (const one of given)
    for (const { record } of rowsOf(one).rows) {
      yield separator + JSON.stringify(record);
      separator = between;
    }
  yield separator === first ? none : last;
}

const layouts: Record<TextContainer, { first: string; between: string; last: string; none: string }> = {
  jsonl: { first: "", between: "\n", last: "\n", none: "" },
  json: { first: "[\n", between: ",\n", last: "\n]\n", none: "[]\n" },
};
