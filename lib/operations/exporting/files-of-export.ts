import type { ExportedFile } from "@/lib/domain/training/manifest";
import type { Recipe } from "@/lib/domain/training/recipe";
import { isOfSignals } from "@/lib/domain/training/signals-of-target";
import type { Place } from "@/lib/domain/training/stretch";
import type { ExportPlan } from "@/lib/domain/training/training-export";
import type { Piece } from "@/lib/formats/format";
import type { RowText } from "@/lib/formats/trainers/write-rows";
import { type ChosenRecord, chosenRecords, givenOf, type WhichRecords } from "./chosen-records";
import type { RecipeDialect } from "./dialect-of";
import type { Findings } from "./findings";
import { type DataFile, provenanceLines } from "./provenance-lines";
import type { Made, Making } from "./stretches";

/** A file of an export: what it is, and how it is made, the same each time; where it goes by the dialogue, from any of these on. */
export type FileToMake = Pick<ExportedFile, "name" | "mediaType" | "role"> & {
  isByDialogue: boolean;
  make: (place: Place) => Making;
};

/** A recipe, how it is written, and which dialogues it takes. */
export type ToWrite = { recipe: Recipe; dialect: RecipeDialect; plan: ExportPlan };

/**
 * All files of an export but its manifest, in their order: data by part, what its trainer wants beside them, who wrote what.
 * They follow from the recipe and the plan alone. `tell` hears what became of each dialogue while the last one is made.
 */
export function filesOfExport({ recipe, dialect, plan }: ToWrite, tell?: Findings): FileToMake[] {
  const { trainer, options, extension, mediaType, text, write } = dialect;
  // Which pairs and labels come depends on those before them.
  const areDialogues = !isOfSignals(recipe.target);
  const data: (DataFile & FileToMake)[] = plan.map(({ part, from, dialogues }) => {
    const ofSplit = plan.length > 1 ? part : null;
    const records = (which?: WhichRecords) => chosenRecords(recipe, from, { ...which, part: ofSplit });
    return {
      name: `${part}.${extension}`,
      role: part,
      part: ofSplit,
      dialogues,
      mediaType,
      // What a group of rows in Parquet holds depends on those before it.
      isByDialogue: areDialogues && text !== null,
      records,
      make: ({ dialogues: after, newcomers: met, bytes }) =>
        text ? textOf(records({ after, met }), text(bytes > 0)) : bytesOf(write(givenOf(records()))),
    };
  });
  const names = data.map(({ name }) => name);
  const beside = trainer.beside(options as never, names).map(
    ({ name, text }): FileToMake => ({
      name,
      role: "beside",
      mediaType: name.endsWith(".json") ? "application/json" : "text/plain",
      isByDialogue: false,
      make: () => only(text),
    }),
  );
  const provenance: FileToMake = {
    name: "provenance.jsonl",
    role: "provenance",
    mediaType: "application/jsonl",
    isByDialogue: areDialogues,
    make: (place) => provenanceLines(data, dialect, { place, tell }),
  };
  return [...data, ...beside, provenance];
}

async function* textOf(records: AsyncIterable<ChosenRecord[]>, text: RowText<unknown>): AsyncGenerator<Iterable<Made>> {
  for await (const some of records) yield inText(some, text);
  yield [{ pieces: [text.end()] }];
}

function* inText(records: ChosenRecord[], text: RowText<unknown>): Generator<Made> {
  for (const { given, isFirst } of records) yield { pieces: text.of(given), isFirst };
}

async function* bytesOf(pieces: AsyncIterable<Piece>): AsyncGenerator<Made[]> {
  for await (const piece of pieces) yield [{ pieces: [piece] }];
}

export async function* only(text: string): AsyncGenerator<Made[]> {
  yield [{ pieces: [text] }];
}
