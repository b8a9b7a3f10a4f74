import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { findTokenizer, readTokenizerFiles } from "@/lib/data/tokenizers";
import type { ModelFiles } from "@/lib/domain/training/tokenizer";
import { openReader } from "@/lib/training/model-files";
import type { Reader } from "@/lib/training/reader";
import { withinTime } from "./within-time";

/** Opening the largest takes some 3 s; a text or a dialogue takes some milliseconds. */
const [toOpen, toRead] = [30_000, 2_000];

/** The one that was opened last: its tables take 50 to 200 MB, and who tries recipes asks for one again and again. */
let opened: { id: string; reader: Promise<Reader> } | null = null;

/** How the project's model reads. */
export function openTokenizer(id: string): Promise<Reader> {
  if (opened?.id === id) return opened.reader;
  const reader = open(id);
  opened = { id, reader };
  reader.catch(() => {
    if (opened?.reader === reader) opened = null;
  });
  return reader;
}

async function open(id: string): Promise<Reader> {
  const [{ name }, files] = await Promise.all([findTokenizer(id), readTokenizerFiles(id)]).then(
    ([one, read]) => [must(one, "the tokenizer"), must(read, "its files")] as const,
  );
  return openFiles(id, name, files);
}

/** A template or a pattern that a file brings may have no end: then whoever reads by it is stopped, and it is not tried again. */
export function openFiles(id: string, name: string, files: ModelFiles): ReturnType<typeof openReader> {
  const { tokenizer, template, facts } = withinTime(toOpen, () => openReader(id, name, files));
  let isStuck = false;
  const bounded = <Given extends unknown[], T>(work: (...given: Given) => T) => {
    return (...given: Given): T => {
      if (isStuck) throw stuck(name);
      try {
        return withinTime(toRead, () => work(...given));
      } catch (error) {
        if ((error as { code?: unknown }).code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
        isStuck = true;
        throw stuck(name);
      }
    };
  };
  const { encode, encodePlain } = tokenizer;
  return {
    tokenizer: { ...tokenizer, encode: bounded(encode), encodePlain: bounded(encodePlain) },
    template: { ...template, render: bounded(template.render) },
    facts,
  };
}

function stuck(name: string): AppError {
  return new AppError(
    "invalid",
    `The tokenizer “${name}” takes longer than ${toRead / 1000} s for one text. Choose another one.`,
  );
}
