import * as z from "zod";
import { speakerSchema } from "../dialogue";
import { jobSchema } from "../job";
import { personalKinds } from "./personal-data";

/** What a scan finds: in a text, where it can be taken out, or of a dialogue as a whole. */
export const textKinds = ["html", ...personalKinds] as const;
export const wholeKinds = ["language", "single", "long", "duplicate", "near"] as const;
export const findingKindSchema = z.enum([...wholeKinds, ...textKinds]);
export type FindingKind = z.infer<typeof findingKindSchema>;
export const textKindSchema = z.enum(textKinds);
export type TextKind = z.infer<typeof textKindSchema>;

/** What is looked for. */
export const scanAskedSchema = z.strictObject({
  kinds: z.array(findingKindSchema).min(1, "Choose at least one thing to look for").max(20),
  /** The languages that are wanted, as ISO 639-1: a dialogue is found that is held in none of them. */
  languages: z
    .array(z.string().regex(/^[a-z]{2}$/, "Two letters, such as en"))
    .max(30)
    .default(["en"]),
  /** A dialogue of more tokens is found. */
  longest: z.coerce.number().int().min(50).max(1_000_000).default(2_048),
});
export type ScanAsked = z.infer<typeof scanAskedSchema>;

export const scanSchema = z.object({
  id: z.string(),
  /** Which dialogues, as they were when it began. */
  filter: z.record(z.string(), z.unknown()),
  asked: scanAskedSchema,
  /** Dialogues so far. */
  looked: z.number().int(),
  /** Of each kind: what was found, in how many dialogues, and what of it was left or is done. */
  counts: z.array(
    z.object({
      kind: findingKindSchema,
      found: z.number().int(),
      dialogues: z.number().int(),
      left: z.number().int(),
      done: z.number().int(),
    }),
  ),
  createdBy: z.object({ id: z.string(), name: z.string() }),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  job: jobSchema.pick({ id: true, status: true, error: true }).nullable(),
});
export type Scan = z.infer<typeof scanSchema>;

export const findingStateSchema = z.enum(["open", "left", "done"]);
export const findingSchema = z.object({
  position: z.number().int(),
  dialogueId: z.string(),
  opening: z.string(),
  turnId: z.string().nullable(),
  speaker: speakerSchema.nullable(),
  kind: findingKindSchema,
  /**
   * What was found, with what stands around it; of a whole dialogue what is to be known of it, and `after` what would
   * become of one that is too long: its parts as JSON (split-long.ts).
   */
  text: z.string(),
  before: z.string(),
  after: z.string(),
  /** What would stand there instead; null where a whole dialogue is meant. */
  instead: z.string().nullable(),
  /** `left`: a person said that it stays. `done`: it was taken out, and that was not undone. */
  state: findingStateSchema,
});
export type Finding = z.infer<typeof findingSchema>;

export type NewFinding = Pick<Finding, "dialogueId" | "turnId" | "kind" | "text" | "before" | "after" | "instead">;
