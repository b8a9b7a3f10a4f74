import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { deletePromptSet, findPromptSet, insertPromptSet } from "@/lib/data/judging/prompt-sets";
import type { PromptSet } from "@/lib/domain/judging/prompt-set";
import type { Viewer } from "@/lib/domain/viewer";
import { readJudgePrompts } from "@/lib/formats/fastchat/judge-prompt";
import { refuseLines } from "./refuse-lines";

/** Takes a file of judge prompts, to be used as they are: all lines or none. */
export async function importPromptSet(
  viewer: Viewer,
  { name, text }: { name: string; text: string },
): Promise<PromptSet> {
  const { prompts, errors } = await readJudgePrompts(text);
  refuseLines(errors, "text");
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
