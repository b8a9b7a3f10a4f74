import * as z from "zod";
import { idOf } from "@/lib/domain/reference";
import { sampleEventSchema } from "@/lib/domain/training-job/event";
import { trainerHostSchema } from "@/lib/domain/training-job/host";
import { holdersSchema, lineageSchema } from "@/lib/domain/training-job/lineage";
import { changedPlaceSchema, newPlaceSchema, trainingPlaceSchema } from "@/lib/domain/training-job/place";
import { trainingPreviewSchema } from "@/lib/domain/training-job/preview";
import { publicationPreviewSchema, publicationSchema } from "@/lib/domain/training-job/publication";
import { trainingResultSchema } from "@/lib/domain/training-job/result";
import { trainingSpecSchema } from "@/lib/domain/training-job/spec";
import { trainingCurvesSchema, trainingJobSchema } from "@/lib/domain/training-job/training-job";
import { type Endpoint, nothing, pageOf, pageQuery } from "../endpoint";

export const trainingEndpoints = {
  listTrainings: {
    summary: "What was asked to be trained, with how it stands and what came of it; newest first",
    access: "member",
    scope: "read",
    query: z.strictObject({ ...pageQuery, snapshot: idOf("snapshot", z.string()).optional() }),
    response: pageOf(trainingJobSchema),
  },
  previewTraining: {
    summary:
      "What a training would be: its dialogues by part, what its trainer does with the rows, what its way cannot do, time and cost by the last ones. Stores nothing",
    access: "model.manage",
    scope: "export",
    body: trainingSpecSchema,
    response: trainingPreviewSchema,
  },
  createTraining: {
    summary:
      "Train a model on snapshots, by one of the ways: a job does it, and the model enters the catalogue by itself",
    access: "model.manage",
    scope: "export",
    body: trainingSpecSchema,
    response: trainingJobSchema,
    status: 201,
  },
  getTraining: {
    summary: "A training: what was asked for, how it stands, what came of it",
    access: "member",
    scope: "read",
    response: trainingJobSchema,
  },
  getTrainingCurves: {
    summary: "Loss, rate and speed by step, figures of the held-out part, checkpoints; thinned to 1,000 steps",
    access: "member",
    scope: "read",
    response: trainingCurvesSchema,
  },
  getTrainingSamples: {
    summary: "What the model said to the same openings at each look, before training first",
    access: "member",
    scope: "read",
    response: z.object({ samples: z.array(sampleEventSchema) }),
  },
  stopTraining: {
    summary: "Ask for a training to stop, where it is trained first of all",
    access: "model.manage",
    scope: "manage",
    response: trainingJobSchema,
  },
  retryTraining: {
    summary: "Another attempt at what failed or was stopped, from its last checkpoint where there is one",
    access: "model.manage",
    scope: "manage",
    response: trainingJobSchema,
  },
  downloadTrainingBundle: {
    summary:
      "All that others need to train it by hand: data and settings for TRL, LLaMA-Factory and Axolotl, checksums, and a README with the commands; as tar",
    access: "model.manage",
    scope: "export",
    response: { kind: "file", mediaTypes: ["application/x-tar"] },
  },
  registerTrainingResult: {
    summary:
      "Enter what came of a bundle in the catalogue: by base URL, or by its folder on a trainer host, which serves it",
    access: "model.manage",
    scope: "manage",
    body: trainingResultSchema,
    response: trainingJobSchema,
  },
  dropCheckpoint: {
    summary: "Have a checkpoint's files removed; its figures stay",
    access: "model.manage",
    scope: "manage",
    response: nothing,
    status: 204,
  },
} as const satisfies Record<string, Endpoint>;

export const publicationEndpoints = {
  previewPublication: {
    summary:
      "What would be published of a training's model: its files, its card, and why nothing can be where that is so",
    access: "model.manage",
    scope: "export",
    response: publicationPreviewSchema,
  },
  listPublications: {
    summary: "Where a training's model was published, by whom, and what came of it; newest first",
    access: "model.manage",
    scope: "read",
    query: z.strictObject(pageQuery),
    response: pageOf(publicationSchema),
  },
  createPublication: {
    summary:
      "Publish a training's model at a destination: the host that has its files sends what is not there yet, with a model card and a manifest",
    access: "model.manage",
    scope: "export",
    body: z.strictObject({ destinationId: idOf("destination", z.string()) }),
    response: publicationSchema,
    status: 201,
  },
} as const satisfies Record<string, Endpoint>;

export const trainingPlaceEndpoints = {
  listTrainingPlaces: {
    summary: "Ray clusters and fine-tuning servers of the team, with what they can do; newest first",
    access: "model.manage",
    scope: "manage",
    response: z.object({ items: z.array(trainingPlaceSchema) }),
  },
  createTrainingPlace: {
    summary: "Add a place to train; its key is sealed and never comes back. A worker looks what it can do",
    access: "model.manage",
    scope: "manage",
    body: newPlaceSchema,
    response: trainingPlaceSchema,
    status: 201,
  },
  updateTrainingPlace: {
    summary: "Change a place to train; leave the key out to keep the stored one",
    access: "model.manage",
    scope: "manage",
    body: changedPlaceSchema,
    response: trainingPlaceSchema,
  },
  removeTrainingPlace: {
    summary: "Send nothing there any more; trainings that went there go on",
    access: "model.manage",
    scope: "manage",
    response: nothing,
    status: 204,
  },
  testTrainingPlace: {
    summary: "Look what a place is and can do: a worker's job",
    access: "model.manage",
    scope: "manage",
    response: trainingPlaceSchema,
  },
  listTrainerHosts: {
    summary: "Machines on which the studio's trainer runs, or ran, with what they have; heard of last first",
    access: "model.manage",
    scope: "manage",
    response: z.object({ items: z.array(trainerHostSchema) }),
  },
} as const satisfies Record<string, Endpoint>;

export const lineageEndpoints = {
  getLineage: {
    summary: "What led to one of these and what came of it: files, runs, snapshots, trainings, models, evaluations",
    access: "member",
    scope: "read",
    query: z.strictObject({
      model: idOf("model", z.string()).optional(),
      training: idOf("trainingJob", z.string()).optional(),
      snapshot: idOf("snapshot", z.string()).optional(),
      run: idOf("run", z.string()).optional(),
      import: idOf("import", z.string()).optional(),
    }),
    response: lineageSchema,
  },
  getHolders: {
    summary: "Every snapshot and file that holds a dialogue, and every model that has learned from it",
    access: "member",
    scope: "read",
    response: holdersSchema,
  },
} as const satisfies Record<string, Endpoint>;
