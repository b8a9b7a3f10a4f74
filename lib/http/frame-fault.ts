import * as z from "zod";
import { draftSchema } from "@/lib/contract/endpoints/dialogues";
import { dialogueSchema, speakerSchema, turnSchema } from "@/lib/domain/dialogue";
import type { LiveFrame } from "@/lib/domain/live";
import { faultsOf } from "./faults-of";

const turns = z.array(turnSchema);

const schemas: Record<LiveFrame["type"], z.ZodType> = {
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
};

/** Where a frame of a dialogue holds something else than its type says. Looked for in development and tests alone. */
export function frameFault(frame: unknown): Error | undefined {
  if (process.env.NODE_ENV === "production") return undefined;
  const { type } = frame as { type: LiveFrame["type"] };
  const faults = Object.hasOwn(schemas, type) ? faultsOf(schemas[type], frame) : [];
  return faults.length > 0
    ? new Error(`A live frame "${type}" is other than its schema:\n${faults.join("\n")}`)
    : undefined;
}
