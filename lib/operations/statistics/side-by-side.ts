import { AppError } from "@/lib/base/app-error";
import type { OutgoingFile } from "@/lib/contract/endpoint";
import { findCompared, findComparedDataSets, listMeasured } from "@/lib/data/statistics/compared";
import { findHumanReference } from "@/lib/data/statistics/human-reference";
import { mostColumns } from "@/lib/domain/statistics/columns";
import { type PublishedId, publishedIds } from "@/lib/domain/statistics/published-data-sets";
import type { SideBySide, SideBySideFile } from "@/lib/domain/statistics/side-by-side";
import { sideBySideSvg } from "@/lib/formats/table/draw-side-by-side";
import { sideBySideCsv, sideBySideLatex, sideBySideMarkdown } from "@/lib/formats/table/write-side-by-side";
import { corpusVersion } from "@/lib/measures/corpus-figures";
import { figuresVersion } from "@/lib/measures/dialogue-figures";
import { type MeasuredColumn, sideBySide } from "@/lib/measures/side-by-side";
import { scoresBeside } from "./drawn-scores";

/** Which columns: ids separated by commas. */
type Wanted = { sets: string; dataSets: string; published: string };

/** Measures of snapshots side by side. The human reference goes first, asked for or not: the others are held against it. */
export async function readSideBySide({ sets, dataSets, published }: Wanted): Promise<SideBySide> {
  const reference = await findHumanReference();
  const [asked, living] = [listed(sets), listed(dataSets)];
  const printed = listed(published).map(toPublishedId);
  if (asked.length + living.length + printed.length > mostColumns)
    throw new AppError("invalid", `At most ${mostColumns} columns stand side by side. Leave some out.`);
  const ids = reference ? [...new Set([reference.snapshotId, ...asked])] : asked;
  const versions = { figures: figuresVersion, corpus: corpusVersion };
  const [snapshots, current, measured] = await Promise.all([
    findCompared(ids, versions),
    findComparedDataSets(living, versions),
    listMeasured(figuresVersion),
  ]);
  const scores = await scoresBeside({ snapshots, dataSetIds: living });
  const columns = [
    ...snapshots.map(({ dataSetName, number, ...one }) => ({
      ...one,
      kind: "snapshot" as const,
      name: `${dataSetName}, No. ${number}`,
    })),
    ...current.map((one) => ({
      ...one,
      kind: "data_set" as const,
      dialogues: one.body?.dialogues ?? null,
    })),
  ].map(({ body, whole, ...told }): MeasuredColumn => {
    const column = Object.assign(told, { source: null, isReference: told.id === reference?.snapshotId });
    return { column, halves: body?.halves ?? null, whole, scores: scores.get(column.id) ?? [] };
  });
  return Object.assign(sideBySide(columns, printed), { measured });
}

const files = {
  csv: { extension: "csv", mediaType: "text/csv", write: sideBySideCsv },
  markdown: { extension: "md", mediaType: "text/markdown", write: sideBySideMarkdown },
  latex: { extension: "tex", mediaType: "application/x-tex", write: sideBySideLatex },
  svg: { extension: "svg", mediaType: "image/svg+xml", write: sideBySideSvg },
} as const satisfies Record<SideBySideFile, object>;

export async function sideBySideAsFile({
  format,
  ...wanted
}: Wanted & { format: SideBySideFile }): Promise<OutgoingFile> {
  const { extension, mediaType, write } = files[format];
  const text = write(await readSideBySide(wanted));
  async function* pieces() {
    yield text;
  }
  return { fileName: `side-by-side.${extension}`, mediaType, pieces: pieces() };
}

function listed(ids: string): string[] {
  return [...new Set(ids.split(",").filter((id) => id !== ""))];
}

function toPublishedId(id: string): PublishedId {
  const known = publishedIds.find((one) => one === id);
  if (known) return known;
  throw new AppError("invalid", `No values of “${id}” were published. There are ${publishedIds.join(", ")}.`, {
    fields: { published: `Choose of ${publishedIds.join(", ")}` },
  });
}
