import * as z from "zod";
import { mapChoiceSchema } from "@/lib/domain/statistics/topic-map";
import { type KindSpec, usual } from "./kind-spec";

/** What a worker does for Statistics. */
export const statisticsKinds = {
  /** Counts what is measured of a snapshot. */
  snapshot_figures: {
    ...usual,
    payload: z.strictObject({ snapshotId: z.string() }),
    result: z.object({ dialogues: z.number().int() }),
    unit: "dialogues",
    atOnce: 1,
    keepsLatest: true,
  },
  /** Measures a snapshot, or a data set as it stands, as a whole, and holds it against a snapshot of real people. */
  corpus_figures: {
    ...usual,
    payload: z.strictObject({
      snapshotId: z.string().optional(),
      dataSetId: z.string().optional(),
      peopleId: z.string().nullable(),
    }),
    result: z.object({}),
    unit: "sets of figures",
    atOnce: 1,
    keepsLatest: true,
  },
  /** Brings what is measured of a data set up to date. Somebody looks at the page that waits for it. */
  data_set_figures: {
    ...usual,
    payload: z.strictObject({ dataSetId: z.string() }),
    result: z.object({ changed: z.number().int() }),
    unit: "dialogues",
    priority: 10,
    keepsLatest: true,
  },
  /** Has a model judge score the questions of dialogues, one call each. */
  dialogue_scores: {
    ...usual,
    payload: z.strictObject({
      snapshotId: z.string().optional(),
      dataSetId: z.string().optional(),
      peopleId: z.string().nullable(),
      modelId: z.string(),
      dialogues: z.number().int(),
    }),
    result: z.object({ done: z.number().int(), failed: z.number().int() }),
    unit: "dialogues",
    atOnce: 1,
    keepsLatest: true,
    isPaid: true,
  },
  /** Asks a detector of others who wrote the texts that the classifier was asked about. One at a time, as vectors are. */
  detector_scores: {
    ...usual,
    payload: z.strictObject({
      snapshotId: z.string().optional(),
      dataSetId: z.string().optional(),
      modelId: z.string(),
    }),
    result: z.object({ texts: z.number().int(), refused: z.number().int() }),
    unit: "texts",
    atOnce: 1,
    keepsLatest: true,
    isPaid: true,
  },
  /** Asks an endpoint for the vectors that questions of a snapshot lack. One at a time, so that no two pay for the same text. */
  vectors: {
    ...usual,
    payload: z.strictObject({ snapshotId: z.string(), modelId: z.string() }),
    result: z.object({ written: z.number().int(), refused: z.number().int() }),
    unit: "texts",
    atOnce: 1,
    keepsLatest: true,
    isPaid: true,
  },
  /** Draws the topic map of a snapshot beside people. */
  topic_map: {
    ...usual,
    payload: mapChoiceSchema.extend({ snapshotId: z.string() }),
    result: z.object({ points: z.number().int() }),
    unit: "points",
    atOnce: 1,
    keepsLatest: true,
  },
  /** Finds what people say and a simulator does not, and the other way round. Somebody looks at the page that waits for it. */
  gap: {
    ...usual,
    payload: z.strictObject({ gapId: z.string() }),
    result: z.object({ clusters: z.number().int() }),
    unit: "dialogues",
    atOnce: 1,
    keepsLatest: true,
  },
} as const satisfies Record<string, KindSpec>;
