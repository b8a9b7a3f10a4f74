import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { deletePromptSet, findPromptSet, insertPromptSet } from "@/lib/data/judging/prompt-sets";
import type { PromptSet } from "@/lib/domain/judging/prompt-set";
import type { Viewer } from "@/lib/domain/viewer";
import { readJudgePrompts } from "@/lib/formats/fastchat/judge-prompt";
import type { Source } from "@/lib/formats/text/decode-text";
import { refuseLines } from "../read-whole";

/** Takes a file of judge prompts, to be used as they are: all lines or none. */
export async function importPromptSet(viewer: Viewer, { name }: { name: string }, file: Source): Promise<PromptSet> {
  const { prompts, errors } = await readJudgePrompts(file);
  refuseLines(errors);
  const id = newId("promptSet");
  await insertPromptSet({ id, name, origin: "imported", prompts, personId: viewer.id });
  return must(await findPromptSet(id), "the set");
}

/** Deletes an imported set that no judge used. */
export async function removePromptSet(id: string): Promise<void> {
  if (await deletePromptSet(id)) return;
  if (await findPromptSet(id))
    throw new AppError("conflict", "A judge used this set, or it ships with the studio, so it stays.");
  throw new AppError("not_found", "There is no such set of prompts.");
}
