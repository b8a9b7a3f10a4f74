import * as z from "zod";
import { destinationAddressSchema } from "../destination";
import { jobSchema } from "../job";

/** What came of a push: where the files lie now, and how many there are. */
export const pushOutcomeSchema = z.object({ url: z.string(), files: z.number().int() });
export type PushOutcome = z.infer<typeof pushOutcomeSchema>;

/** The files of an export, sent to a destination. */
export const pushSchema = z.object({
  id: z.string(),
  exportId: z.string(),
  destination: z.object({ id: z.string(), name: z.string(), address: destinationAddressSchema }),
  createdBy: z.object({ id: z.string(), name: z.string() }),
  createdAt: z.iso.datetime(),
  /** null until all of it is there. */
  finishedAt: z.iso.datetime().nullable(),
  outcome: pushOutcomeSchema.nullable(),
  /** The work on it that was asked for last. */
  job: jobSchema.pick({ id: true, status: true, error: true }).nullable(),
});
export type Push = z.infer<typeof pushSchema>;
