import { beginning } from "@/lib/domain/training/stretch";
import { recipeOf } from "@/lib/domain/training-job/spec";
import type { TuningFile } from "@/lib/tuning/tuning-server";
import { Gathered } from "../exporting/bytes-of";
import { openDialect } from "../exporting/dialect-of";
import { type FileToMake, filesOfExport } from "../exporting/files-of-export";
import { type Making, measured } from "../exporting/stretches";
import type { Tuning } from "./tuning-remote";

/** The data of a training as a fine-tuning server is sent it: the part that is trained on, and the held-out one where it takes one. */
export async function partsToSend(tuning: Tuning): Promise<{ part: string; file: TuningFile }[]> {
  const { task, tools, place } = tuning;
  const recipe = recipeOf(task.spec);
  const dialect = await openDialect(recipe);
  const takesHeldOut = place.abilities?.validation !== false;
  const sent: { part: string; file: TuningFile }[] = [];
  for (const { role, isByDialogue, make } of filesOfExport({ recipe, dialect, plan: task.plan })) {
    if (role !== "train" && !(role === "validation" && takesHeldOut)) continue;
    const { bytes, sha256 } = await measured(make(beginning), { isByDialogue, told: rested(tuning) });
    if (bytes === 0) continue;
    const name = `${task.id}-${role}-${sha256.slice(0, 16)}.jsonl`;
    sent.push({ part: role, file: { name, bytes, pieces: () => piecesOf(make) } });
  }
  tools.signal.throwIfAborted();
  return sent;
}

function rested({ tools }: Tuning): () => Promise<void> {
  let began = performance.now();
  return async () => {
    tools.signal.throwIfAborted();
    await tools.rest(performance.now() - began);
    began = performance.now();
  };
}

async function* piecesOf(make: FileToMake["make"]): AsyncGenerator<Buffer> {
  const gathered = new Gathered();
  const making: Making = make(beginning);
  for await (const some of making) for (const { pieces } of some) yield* gathered.with(pieces);
  yield* gathered.rest();
}
