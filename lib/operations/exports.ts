import type { OutgoingFile } from "@/lib/contract/endpoint";
import type { DialogueSelection } from "@/lib/data/dialogue-filter";
import { outlineExport, readExportedPaths } from "@/lib/data/exports";
import { requireComplete } from "@/lib/data/search-index";
import type { Speaker } from "@/lib/domain/dialogue";
import type { ExportPreview } from "@/lib/domain/export-preview";
import { fileNameOf, formats, type WritableId, writeFile } from "@/lib/formats/registry";

type Input = { format: WritableId<"dialogues">; target: Speaker; filter: DialogueSelection };

/** A training file, written while it is read: the dialogues as they are when it begins, in the order of their birth. */
export async function exportDialogues({ format, target, filter }: Input): Promise<OutgoingFile> {
  await requireComplete(filter);
  const day = new Date().toISOString().slice(0, 10);
  return {
    fileName: fileNameOf(format, `realchat-${format}-${target}-${day}`),
    mediaType: formats[format].mediaType,
    pieces: writeFile(format, readExportedPaths(filter), { target }),
  };
}

/** What a training file of these dialogues will hold: counted by the rules that write it, without reading their texts. */
export async function previewExport(filter: DialogueSelection): Promise<ExportPreview> {
  const side = () => ({ trained: 0, masked: 0, empty: 0 });
  const preview: ExportPreview = { matched: 0, held: 0, rejected: 0, assistant: side(), user: side() };
  for await (const { masks, isRejected } of outlineExport(filter)) {
    preview.matched += 1;
    if (masks === null) {
      preview.rejected += Number(isRejected);
      continue;
    }
    preview.held += 1;
    for (const [speaker, place] of [
      ["user", 0],
      ["assistant", 1],
    ] as const) {
      const own = [...masks].filter((_, i) => i % 2 === place);
      const trained = own.filter((mask) => mask === "t").length;
      preview[speaker].trained += trained;
      preview[speaker].masked += own.length - trained;
      preview[speaker].empty += Number(trained === 0);
    }
  }
  return preview;
}
