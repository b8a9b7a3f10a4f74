import type { ExportedFile } from "@/lib/domain/training/manifest";
import type { Recipe } from "@/lib/domain/training/recipe";
import type { ExportPlan } from "@/lib/domain/training/training-export";
import type { Piece } from "@/lib/formats/format";
import { chosenRecords, givenOf } from "./chosen-records";
import { dialectOf } from "./dialect-of";
import type { Findings } from "./findings";
import { type DataFile, provenanceLines } from "./provenance-lines";

/** A file of an export: what it is, and how it is made, the same each time. */
export type FileToMake = Pick<ExportedFile, "name" | "mediaType" | "role"> & { pieces: () => AsyncIterable<Piece> };

/**
 * All files of an export but its manifest, in their order: data by part, what its trainer wants beside them, who wrote what.
 * They follow from the recipe and the plan alone. `tell` hears what became of each dialogue while the last one is made.
 */
export function filesOfExport(recipe: Recipe, plan: ExportPlan, tell?: Findings): FileToMake[] {
  const dialect = dialectOf(recipe);
  const { trainer, options, extension, mediaType } = dialect;
  const data: (DataFile & FileToMake)[] = plan.map(({ part, from }) => {
    const records = () => chosenRecords(recipe, from);
    return {
      name: `${part}.${extension}`,
      role: part,
      part: plan.length > 1 ? part : null,
      mediaType,
      records,
      pieces: () => dialect.write(givenOf(records())),
    };
  });
  const names = data.map(({ name }) => name);
  const beside = trainer.beside(options as never, names).map(
    ({ name, text }): FileToMake => ({
      name,
      role: "beside",
      mediaType: name.endsWith(".json") ? "application/json" : "text/plain",
      pieces: () => only(text),
    }),
  );
  const provenance: FileToMake = {
    name: "provenance.jsonl",
    role: "provenance",
    mediaType: "application/jsonl",
    pieces: () => provenanceLines(data, dialect, tell),
  };
  return [...data, ...beside, provenance];
}

export async function* only(text: string): AsyncGenerator<string> {
  yield text;
}
