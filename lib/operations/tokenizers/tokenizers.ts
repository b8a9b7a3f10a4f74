import { createHash } from "node:crypto";
import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { findTokenizer, insertTokenizer, listTokenizers } from "@/lib/data/tokenizers";
import type { ModelFiles, NewTokenizer, ProjectTokenizer } from "@/lib/domain/training/tokenizer";
import { authorize, type Viewer } from "@/lib/domain/viewer";
import { UnreadModel } from "@/lib/training/model-files";
import { authorizeSnapshots } from "../data-sets/authorize-snapshots";
import { openFiles } from "./open-tokenizer";

/** Every form chooses from all of them. */
const most = 50;

/** Keeps how a model reads, once it has been tried. Throws `invalid`, with the file, where it cannot be read here. */
export async function addTokenizer(viewer: Viewer, { name, files }: NewTokenizer): Promise<ProjectTokenizer> {
  if ((await listTokenizers()).length >= most)
    throw new AppError("invalid", `A project has at most ${most} tokenizers. Remove one first; nothing was added.`);
  const id = newId("tokenizer");
  const { facts } = tried(id, name, files);
  const sha256 = createHash("sha256").update(files.tokenizer, "utf8").digest("hex");
  await insertTokenizer({ id, name, sha256, facts, files, personId: viewer.id });
  return must(await findTokenizer(id), "the tokenizer");
}

function tried(id: string, name: string, files: ModelFiles): ReturnType<typeof openFiles> {
  try {
    return openFiles(id, name, files);
  } catch (error) {
    if (error instanceof UnreadModel)
      throw new AppError("invalid", `${error.message} Nothing was saved.`, {
        fields: { [`files.${error.file}`]: error.message },
      });
    if ((error as { code?: unknown }).code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
    throw new AppError("invalid", "Reading a few words by it came to no end within 30 s. Nothing was saved.");
  }
}

/** For leads; for who may export a snapshot, those that its recipe can name. */
export async function readTokenizers(viewer: Viewer, { snapshot }: { snapshot?: string }): Promise<ProjectTokenizer[]> {
  if (snapshot === undefined) authorize(viewer, "dialogue.export");
  else await authorizeSnapshots("exporter", viewer, [snapshot]);
  return listTokenizers();
}
