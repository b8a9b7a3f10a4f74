import type { DialogueFilter } from "@/lib/data/dialogue-filter";
import { readExportedPaths } from "@/lib/data/exports";
import type { Speaker } from "@/lib/domain/dialogue";
import { writeGeneratorJsonl } from "@/lib/formats/generator-jsonl";
import { writeOpenAiChat } from "@/lib/formats/openai-chat";
import { writeShareGpt } from "@/lib/formats/share-gpt";

type Input = { format: "sharegpt" | "generator" | "openai"; target: Speaker; filter: DialogueFilter };
export type Export = { fileName: string; mediaType: string; chunks: AsyncGenerator<string> };

/** A training file, written while it is read: the same dialogues in the same order as long as nothing changes. */
export function exportDialogues({ format, target, filter }: Input): Export {
  const paths = readExportedPaths(filter);
  const name = `realchat-${format}-${target}-${new Date().toISOString().slice(0, 10)}`;
  const lines = { fileName: `${name}.jsonl`, mediaType: "application/jsonl; charset=utf-8" };
  switch (format) {
    case "sharegpt":
      return { fileName: `${name}.json`, mediaType: "application/json", chunks: writeShareGpt(paths) };
    case "generator":
      return { ...lines, chunks: writeGeneratorJsonl(paths) };
    case "openai":
      return { ...lines, chunks: writeOpenAiChat(paths, target) };
  }
}
