import { AppError } from "@/lib/base/app-error";
import { issueWords } from "@/lib/domain/issue-words";
import type { Container, Recipe } from "@/lib/domain/training/recipe";
import { isOfSignals } from "@/lib/domain/training/signals-of-target";
import type { Format, Piece, Records } from "@/lib/formats/format";
import { trainerFormat } from "@/lib/formats/registry";
import { mediaTypes } from "@/lib/formats/trainers/sft-format";
import type { MadeRows, Tokenise, Trainer } from "@/lib/formats/trainers/trainer";
import { type RowText, rowText } from "@/lib/formats/trainers/write-rows";
import { tokeniseBy } from "@/lib/training/tokenise";
import { readerOf } from "./reader-of";

/** The format of a recipe's trainer for its target, with its options filled in. */
type ChosenFormat = {
  trainer: Trainer;
  write: NonNullable<Format["write"]>;
  options: unknown;
  extension: Container;
  mediaType: string;
};

/** How a recipe is written. */
export type RecipeDialect = Omit<ChosenFormat, "write"> & {
  rowsOf: (given: unknown) => MadeRows;
  /** Text, a record at a time; `isBegun`: rows stand before these already. null where the file is no text. */
  text: ((isBegun: boolean) => RowText<unknown>) | null;
  write: (records: Records<unknown>) => AsyncIterable<Piece>;
};

/** The same, ready to write: rows of tokens need a model's reading, which is loaded for them alone. */
export async function openDialect(recipe: Recipe): Promise<RecipeDialect> {
  const { write, ...chosen } = chosenFormat(recipe);
  const { trainer, options } = chosen;
  const tokenise: Tokenise = trainer.isTokens ? tokeniseBy(await readerOf(recipe)) : () => null;
  const rowsOf = (one: unknown) => trainer.rowsOf(one as never, options as never, tokenise);
  const { extension } = chosen;
  return {
    ...chosen,
    rowsOf,
    text: extension === "parquet" ? null : (isBegun) => rowText({ container: extension, isBegun }, rowsOf),
    write: (records) => write(records as never, options as never, false, tokenise),
  };
}

/** Throws `invalid`, with the field, where the trainer cannot be given what the recipe asks for. */
export function chosenFormat(recipe: Recipe): ChosenFormat {
  const { trainer: trainerId, target, side, reasoning, container } = recipe;
  const format = trainerFormat(trainerId, target);
  if (!format?.trainer || !format.write)
    throw refused("trainer", "This trainer cannot learn that from a file. Choose another trainer or another target.");
  const { trainer, write } = format;
  const known = format.options.shape;
  const trained = isOfSignals(target) ? side : target;
  const given = { target: trained, reasoning, container: container ?? trainer.containers[0], ...recipe.options };
  const own = Object.fromEntries(Object.entries(given).filter(([name]) => name in known || name in recipe.options));
  const parsed = format.options.safeParse(own, { error: issueWords });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = String(issue?.path[0] ?? "options");
    throw refused(field in recipe ? field : `options.${field}`, issue?.message ?? "This cannot be chosen here.");
  }
  const options = parsed.data;
  const written = container ?? trainer.containers[0] ?? "jsonl";
  return { trainer, write, options, extension: written, mediaType: mediaTypes[written] };
}

function refused(field: string, message: string): AppError {
  return new AppError("invalid", `${message} Nothing was made.`, { fields: { [field]: message } });
}
