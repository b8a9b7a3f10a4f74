import * as z from "zod";
import { faultKinds } from "./chat-model";
import { speakerSchema } from "./dialogue";

/**
 * `open`: on its way. `used`: became a turn. `discarded` by a stop rule, `abandoned` because a person moved on, `failed`,
 * `lost` because its worker died.
 */
export const attemptOutcomeSchema = z.enum(["open", "used", "discarded", "abandoned", "failed", "lost"]);
export type AttemptOutcome = z.infer<typeof attemptOutcomeSchema>;

/** One call to a model. */
export const attemptSchema = z.object({
  id: z.string(),
  modelId: z.string(),
  speaker: speakerSchema,
  /** The turn it became, when it did. */
  turnId: z.string().nullable(),
  outcome: attemptOutcomeSchema,
  fault: z.enum(faultKinds).nullable(),
  error: z.string().nullable(),
  partialText: z.string().nullable(),
  /** The prompt as sent, with its sampling. */
  request: z.record(z.string(), z.unknown()),
  promptTokens: z.number().int(),
  completionTokens: z.number().int(),
  cost: z.number(),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});
export type Attempt = z.infer<typeof attemptSchema>;
