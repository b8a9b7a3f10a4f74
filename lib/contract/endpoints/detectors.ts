import * as z from "zod";
import { jobSchema } from "@/lib/domain/job";
import { idOf } from "@/lib/domain/reference";
import type { Endpoint } from "../endpoint";

const asked = z
  .strictObject({
    /** A snapshot that was measured as a whole beside real people, or a data set that was. */
    snapshotId: idOf("snapshot", z.string().max(60)).optional(),
    dataSetId: idOf("dataSet", z.string().max(60)).optional(),
    /** An endpoint of the catalogue that answers `POST {base URL}/classify`. */
    modelId: idOf("model", z.string().max(60)),
  })
  .refine(({ snapshotId, dataSetId }) => (snapshotId === undefined) !== (dataSetId === undefined), {
    message: "Name a snapshot or a data set",
    path: ["snapshotId"],
  });

export const detectorEndpoints = {
  estimateDetector: {
    summary:
      "What it would come to at most, to ask a detector of others who wrote what was measured; nothing is sent for it",
    access: "member",
    scope: "read",
    query: asked,
    response: z.object({ texts: z.number().int(), tokens: z.number().int(), cost: z.number() }),
  },
  askDetector: {
    summary: "Ask a detector of others who wrote what was measured: a job, which costs what was told before at most",
    access: "member",
    scope: "manage",
    body: asked,
    response: jobSchema,
    status: 201,
  },
} as const satisfies Record<string, Endpoint>;
