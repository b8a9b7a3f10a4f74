import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { pool } from "@/lib/data/pool";
import { findTrainingTask, type TrainingTask } from "@/lib/data/training/training-jobs";
import { insertTrainingPlace, writePlaceAbilities } from "@/lib/data/training/training-places";
import type { KeptEvent } from "@/lib/domain/training-job/event";
import { placeAbilitiesSchema, placeSettingsSchema } from "@/lib/domain/training-job/place";
import { trainingSpecSchema } from "@/lib/domain/training-job/spec";
import type { Viewer } from "@/lib/domain/viewer";
import { createDataSet } from "@/lib/operations/data-sets/data-sets";
import { createSnapshot } from "@/lib/operations/data-sets/freeze";
import { createTraining } from "@/lib/operations/training/create-training";
import { sealPlaceKey } from "@/lib/operations/training/open-place-of";
import type { TrainingLook, TrainingTools, TrainingWayPort } from "@/lib/operations/training/training-way";
import { makeDialogue } from "./builders";

type Place = { kind: "ray" | "fine_tuning"; url: string; key?: string; settings?: object; abilities?: object };

/** A place of a team, as after a look at it. */
export async function makeTrainingPlace(
  viewer: Viewer,
  { kind, url, key, settings = {}, abilities }: Place,
): Promise<string> {
  const id = newId("trainingPlace");
  await insertTrainingPlace({
    id,
    kind,
    name: "There",
    baseUrl: url,
    settings: placeSettingsSchema.parse(settings),
    sealedKey: key === undefined ? null : sealPlaceKey(key, id, url),
    personId: viewer.id,
  });
  if (abilities) await writePlaceAbilities(pool(), id, placeAbilitiesSchema.parse(abilities));
  return id;
}

/** A snapshot of so many dialogues of two rounds. */
export async function makeTrainingSnapshot(viewer: Viewer, dialogues = 3): Promise<string> {
  const dialogueIds: string[] = [];
  for (let i = 0; i < dialogues; i++) {
    const texts = [
      `Why is the sky blue, number ${i}?`,
      "Because it scatters light.",
      "And at night?",
      "Then it does not.",
    ];
    dialogueIds.push((await makeDialogue({ status: "ended", texts })).dialogue.id);
  }
  const { id: dataSetId } = await createDataSet(viewer, {
    name: "Talks",
    note: "",
    members: { list: { dialogueIds } },
  });
  return (await createSnapshot(viewer, { dataSetId, note: "" })).id;
}

/** Asks for a training there. */
export async function askToTrain(
  viewer: Viewer,
  way: "ray" | "fine_tuning",
  { placeId, snapshotId, ...more }: { placeId: string; snapshotId: string; [field: string]: unknown },
): Promise<string> {
  const base = way === "ray" ? { kind: "folder", path: "/models/base" } : { kind: "upstream", model: "base-1b" };
  const asked = { name: "UserGPT", way, placeId, parts: [{ snapshotId }], target: "user", base };
  return (await createTraining(viewer, trainingSpecSchema.parse(Object.assign(asked, more)))).id;
}

/** A training as its way sees it, with all that it tells kept here, and the clock in the test's hands. */
export async function stageOf(trainingJobId: string) {
  const task = must(await findTrainingTask(trainingJobId), "the training");
  const told: KeptEvent[] = [];
  const notes: string[] = [];
  const sentences: string[] = [];
  const clock = { now: Date.parse("2026-12-01T10:00:00Z") };
  const tools: TrainingTools = {
    signal: new AbortController().signal,
    report: async ({ sentence }) => void (sentence && sentences.push(sentence)),
    note: async (text) => void notes.push(text),
    rest: async () => undefined,
    enter: async () => undefined,
    // As it comes back from the database.
    remember: async (remote) => void Object.assign(task, { remote: JSON.parse(JSON.stringify(remote)) }),
    record: async (events) => void told.push(...events),
  };
  type Way = (task: TrainingTask, tools: TrainingTools, now: () => number) => ReturnType<TrainingWayPort>;
  return {
    task,
    told,
    notes,
    sentences,
    clock,
    look: (way: Way) => way(task, tools, () => clock.now),
    /** Looks until that ends or so many looks are done; the clock goes as the way asks to be waited for. */
    async lookOn(way: Way, most = 20): Promise<TrainingLook> {
      for (let looks = 1; ; looks++) {
        const found = await way(task, tools, () => clock.now);
        if (found.kind !== "later" || looks === most) return found;
        clock.now += found.delayMs;
      }
    },
  };
}
