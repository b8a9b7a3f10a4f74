import * as z from "zod";
import { draftSchema } from "@/lib/contract/endpoints/dialogues";
import { dialogueSchema, speakerSchema, turnSchema } from "@/lib/domain/dialogue";
import { jobSchema } from "@/lib/domain/job";
import type { LiveFrame, NewsFrame } from "@/lib/domain/live";
import { faultsOf } from "./faults-of";

const turns = z.array(turnSchema);

type FrameType = (LiveFrame | NewsFrame)["type"];

const schemas: Record<FrameType, z.ZodType> = {
  snapshot: z.object({
    type: z.literal("snapshot"),
    id: z.string(),
    live: z.object({ dialogue: dialogueSchema, turns, draft: draftSchema.nullable() }),
  }),
  change: z.object({ type: z.literal("change"), id: z.string(), dialogue: dialogueSchema, turns }),
  delta: z.object({
    type: z.literal("delta"),
    id: z.string(),
    turnId: z.string(),
    parentId: z.string().nullable(),
    speaker: speakerSchema,
    at: z.number().int(),
    text: z.string(),
    reasoning: z.boolean(),
  }),
  job: z.object({ type: z.literal("job"), id: z.string(), job: jobSchema }),
  results: z.object({
    type: z.literal("results"),
    id: z.string(),
    votesVersion: z.number().int(),
    computed: z.number(),
  }),
};

/** Where a frame holds something else than its type says. Looked for in development and tests alone. */
export function frameFault(frame: unknown): Error | undefined {
  if (process.env.NODE_ENV === "production") return undefined;
  const { type } = frame as { type: FrameType };
  const faults = Object.hasOwn(schemas, type) ? faultsOf(schemas[type], frame) : ["There is no such type."];
  return faults.length > 0
    ? new Error(`A live frame "${type}" is other than its schema:\n${faults.join("\n")}`)
    : undefined;
}
