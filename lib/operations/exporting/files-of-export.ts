import type { ExportedFile } from "@/lib/domain/training/manifest";
import type { Recipe } from "@/lib/domain/training/recipe";
import { isOfSignals } from "@/lib/domain/training/signals-of-target";
import type { Place } from "@/lib/domain/training/stretch";
import type { ExportPlan } from "@/lib/domain/training/training-export";
import type { Piece } from "@/lib/formats/format";
import { chosenRecords, givenOf } from "./chosen-records";
import type { RecipeDialect } from "./dialect-of";
import type { Findings } from "./findings";
import { type DataFile, provenanceLines } from "./provenance-lines";

/**
 * A file of an export: what it is, and how it is made, the same each time; where it gives a piece for each dialogue, from
 * any of these on.
 */
export type FileToMake = Pick<ExportedFile, "name" | "mediaType" | "role"> & {
  isByDialogue: boolean;
  pieces: (place?: Place) => AsyncIterable<Piece>;
};

/** A recipe, how it is written, and which dialogues it takes. */
export type ToWrite = { recipe: Recipe; dialect: RecipeDialect; plan: ExportPlan };

/**
 * All files of an export but its manifest, in their order: data by part, what its trainer wants beside them, who wrote what.
 * They follow from the recipe and the plan alone. `tell` hears what became of each dialogue while the last one is made.
 */
export function filesOfExport({ recipe, dialect, plan }: ToWrite, tell?: Findings): FileToMake[] {
  const { trainer, options, extension, mediaType } = dialect;
  // What a group of rows in Parquet holds depends on those before it; so does what pairs and labels are told of, and a person's number.
  const isByDialogue = extension !== "parquet" && !isOfSignals(recipe.target) && recipe.target !== "whole";
  const data: (DataFile & FileToMake)[] = plan.map(({ part, from }) => {
    const ofSplit = plan.length > 1 ? part : null;
    const records = () => chosenRecords(recipe, from, { part: ofSplit });
    return {
      name: `${part}.${extension}`,
      role: part,
      part: ofSplit,
      mediaType,
      isByDialogue,
      records,
      pieces: (place) =>
        dialect.write(
          givenOf(chosenRecords(recipe, from, { after: place?.dialogues, part: ofSplit })),
          place && place.bytes > 0,
        ),
    };
  });
  const names = data.map(({ name }) => name);
  const beside = trainer.beside(options as never, names).map(
    ({ name, text }): FileToMake => ({
      name,
      role: "beside",
      mediaType: name.endsWith(".json") ? "application/json" : "text/plain",
      isByDialogue: false,
      pieces: () => only(text),
    }),
  );
  const provenance: FileToMake = {
    name: "provenance.jsonl",
    role: "provenance",
    mediaType: "application/jsonl",
    isByDialogue: false,
    pieces: () => provenanceLines(data, dialect, tell),
  };
  return [...data, ...beside, provenance];
}

export async function* only(text: string): AsyncGenerator<string> {
  yield text;
}
