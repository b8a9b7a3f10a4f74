import * as z from "zod";
import { verdictSchema } from "@/lib/domain/dialogue";
import { duplicateSubjectSchema, duplicateThresholdSchema } from "@/lib/domain/duplicates";
import { type Endpoint, pageOf, pageQuery } from "../endpoint";
import { listedDialogueSchema } from "./dialogues";

export const duplicateGroupSchema = z.object({
  id: z.string(),
  subject: duplicateSubjectSchema,
  /** Dialogues in it, without those in the bin. */
  size: z.number().int(),
  /** Those of them that nobody rejected; the group is settled when one is left. */
  open: z.number().int(),
  /** Jaccard similarity of the loosest link that holds it together; 1 when all have the same wording. */
  loosest: z.number(),
  /** The one to keep unless a person says otherwise: an accepted one, else the oldest that nobody rejected. */
  keptId: z.string(),
  opening: z.string(),
});
export type DuplicateGroup = z.infer<typeof duplicateGroupSchema>;

/** A member with its Jaccard similarity to the first of the group. */
export const duplicateMemberSchema = listedDialogueSchema.extend({ similarity: z.number() });
export type DuplicateMember = z.infer<typeof duplicateMemberSchema>;

const standingSchema = z.object({
  threshold: duplicateThresholdSchema,
  /** Ended dialogues that have been compared with all others, and those that are yet to be. */
  compared: z.number().int(),
  waiting: z.number().int(),
});

const othersSchema = z.object({
  /** Others in its group, without those in the bin. */
  count: z.number().int(),
  /** The first few of them. */
  items: z.array(
    z.object({
      id: z.string(),
      runName: z.string(),
      number: z.number().int(),
      verdict: verdictSchema.nullable(),
    }),
  ),
});
export type OtherDuplicates = z.infer<typeof othersSchema>;

export const duplicateEndpoints = {
  listDuplicates: {
    summary: "Groups of near-duplicate dialogues or opening questions, the largest first",
    access: "member",
    query: z.strictObject({
      subject: duplicateSubjectSchema.default("dialogue"),
      /** `open`: groups with more than one dialogue that nobody rejected. */
      state: z.enum(["open", "all"]).default("open"),
      ...pageQuery,
    }),
    response: pageOf(duplicateGroupSchema),
  },
  getDuplicates: {
    summary: "The dialogues of a group, the one to keep first; at most 200",
    access: "member",
    response: z.object({
      subject: duplicateSubjectSchema,
      size: z.number().int(),
      items: z.array(duplicateMemberSchema),
    }),
  },
  getDuplicatesOf: {
    summary: "What is nearly the same as this dialogue, and what opens with the same question",
    access: "member",
    response: z.object({ dialogue: othersSchema, opening: othersSchema }),
  },
  getDuplicateSetting: {
    summary: "From which similarity on two are near-duplicates, and how many dialogues have been compared",
    access: "member",
    response: standingSchema,
  },
  updateDuplicateSetting: {
    summary: "Set that similarity; everything is compared anew",
    access: "duplicates.manage",
    body: z.strictObject({ threshold: duplicateThresholdSchema }),
    response: standingSchema,
  },
} as const satisfies Record<string, Endpoint>;
