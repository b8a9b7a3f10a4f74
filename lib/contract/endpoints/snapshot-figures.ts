import * as z from "zod";
import { jobSchema } from "@/lib/domain/job";
import { idOf } from "@/lib/domain/reference";
import { snapshotFiguresSchema } from "@/lib/domain/training/snapshot-figures";
import type { Endpoint } from "../endpoint";

export const snapshotFigureEndpoints = {
  getSnapshotFigures: {
    summary:
      "What is measured of a snapshot, with intervals; beside the snapshot of real people that is named, or else the project's",
    access: "member",
    scope: "read",
    query: z.strictObject({ people: idOf("snapshot", z.string().max(60)).optional() }),
    response: snapshotFiguresSchema,
  },
  measureSnapshot: {
    summary: "Ask for the job that measures a snapshot: its figures are there once it is done",
    access: "member",
    scope: "manage",
    response: jobSchema,
    status: 201,
  },
} as const satisfies Record<string, Endpoint>;
