import type { OutgoingFile } from "@/lib/contract/endpoint";
import type { DialogueSelection } from "@/lib/data/dialogue-filter";
import { readExportedPaths } from "@/lib/data/exports";
import type { Speaker } from "@/lib/domain/dialogue";
import { fileNameOf, formats, type WritableId } from "@/lib/formats/registry";

type Input = { format: WritableId<"dialogues">; target: Speaker; filter: DialogueSelection };

/** A training file, written while it is read: the dialogues as they are when it begins, in the order of their birth. */
export function exportDialogues({ format, target, filter }: Input): OutgoingFile {
  const { mediaType, write } = formats[format];
  const day = new Date().toISOString().slice(0, 10);
  return {
    fileName: fileNameOf(format, `realchat-${format}-${target}-${day}`),
    mediaType,
    pieces: write(readExportedPaths(filter), { target }),
  };
}
