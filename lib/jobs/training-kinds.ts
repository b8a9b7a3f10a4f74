import * as z from "zod";
import { type KindSpec, usual } from "./kind-spec";

const trained = z.object({
  /** The entry of the catalogue that came of it; null where nothing that can be asked did. */
  modelId: z.string().nullable(),
  /** Somebody had it stopped where it was trained. */
  isStopped: z.boolean().default(false),
});

/** What trains, serves and publishes models. The last three are done by a trainer host, all others by workers. */
export const trainingKinds = {
  /** Trains here, makes the archive, or asks another's server to train and follows it. */
  training: {
    ...usual,
    payload: z.strictObject({ trainingJobId: z.string() }),
    result: trained,
    unit: "steps",
    atOnce: 8, // most of the time they wait for others
  },
  /** Looks what a place to train is and can do. Somebody waits for it, so it is not tried again. */
  place_test: {
    ...usual,
    payload: z.strictObject({ placeId: z.string() }),
    result: z.object({ text: z.string() }),
    unit: "answers",
    atOnce: 4,
    maxFailures: 1,
    priority: 20,
  },
  /** Trains on a host, in a process of its own. */
  host_training: {
    ...usual,
    payload: z.strictObject({ trainingJobId: z.string() }),
    result: trained,
    unit: "steps",
    atOnce: 1,
  },
  /** Serves what a host has trained, until it is asked no more. */
  model_serving: {
    ...usual,
    payload: z.strictObject({ modelId: z.string() }),
    result: z.object({}),
    unit: "models",
    atOnce: 4,
    maxFailures: 3,
    priority: 10,
    keepsLatest: true,
  },
  /** Sends what a host has trained to a destination of the team. It waits for others' servers, so a few go at once. */
  publication: {
    ...usual,
    payload: z.strictObject({ publicationId: z.string() }),
    result: z.object({ files: z.number().int() }),
    unit: "files",
    atOnce: 2,
  },
} as const satisfies Record<string, KindSpec>;
