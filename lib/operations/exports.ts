import type { OutgoingFile } from "@/lib/contract/endpoint";
import type { DialogueSelection } from "@/lib/data/dialogue-filter";
import { readCandidates, readExportedPaths } from "@/lib/data/exports";
import type { Speaker } from "@/lib/domain/dialogue";
import type { ExportPreview } from "@/lib/domain/export-preview";
import { fileNameOf, formats, type WritableId, writeFile } from "@/lib/formats/registry";

type Input = { format: WritableId<"dialogues">; target: Speaker; filter: DialogueSelection };

/** A training file, written while it is read: the dialogues as they are when it begins, in the order of their birth. */
export function exportDialogues({ format, target, filter }: Input): OutgoingFile {
  const day = new Date().toISOString().slice(0, 10);
  return {
    fileName: fileNameOf(format, `realchat-${format}-${target}-${day}`),
    mediaType: formats[format].mediaType,
    pieces: writeFile(format, readExportedPaths(filter), { target }),
  };
}

/** What a training file of these dialogues will hold: counted by the very reading that writes it. */
export async function previewExport(filter: DialogueSelection): Promise<ExportPreview> {
  const side = () => ({ trained: 0, masked: 0, empty: 0 });
  const preview: ExportPreview = { matched: 0, held: 0, rejected: 0, assistant: side(), user: side() };
  for await (const { dialogue, isRejected } of readCandidates(filter)) {
    preview.matched += 1;
    if (!dialogue) {
      preview.rejected += Number(isRejected);
      continue;
    }
    preview.held += 1;
    for (const speaker of ["assistant", "user"] as const satisfies Speaker[]) {
      const own = dialogue.turns.filter((turn) => turn.speaker === speaker);
      const trained = own.filter((turn) => turn.trained).length;
      preview[speaker].trained += trained;
      preview[speaker].masked += own.length - trained;
      preview[speaker].empty += Number(trained === 0);
    }
  }
  return preview;
}
