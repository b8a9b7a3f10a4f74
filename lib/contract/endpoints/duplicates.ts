import * as z from "zod";
import { dialogueSchema } from "@/lib/domain/dialogue";
import {
  duplicateGroupSchema,
  duplicateSubjectSchema,
  duplicateThresholdSchema,
  otherDuplicatesSchema,
} from "@/lib/domain/duplicates";
import { type Endpoint, pageOf, pageQuery } from "../endpoint";

/** A member with its Jaccard similarity to the first of the group. */
export const duplicateMemberSchema = dialogueSchema.extend({ similarity: z.number() });
export type DuplicateMember = z.infer<typeof duplicateMemberSchema>;

const duplicateProgressSchema = z.object({
  threshold: duplicateThresholdSchema,
  /** Ended dialogues that have been compared with all others, and those that are yet to be. */
  compared: z.number().int(),
  waiting: z.number().int(),
});

export const duplicateEndpoints = {
  listDuplicates: {
    summary: "Groups of near-duplicate dialogues or opening questions, the largest first",
    access: "member",
    scope: "read",
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
    scope: "read",
    response: z.object({
      subject: duplicateSubjectSchema,
      size: z.number().int(),
      items: z.array(duplicateMemberSchema),
    }),
  },
  getDuplicatesOf: {
    summary: "What is nearly the same as this dialogue, and what opens with the same question",
    access: "member",
    scope: "read",
    response: z.object({ dialogue: otherDuplicatesSchema, opening: otherDuplicatesSchema }),
  },
  getDuplicateSetting: {
    summary: "From which similarity on two are near-duplicates, and how many dialogues have been compared",
    access: "member",
    scope: "read",
    response: duplicateProgressSchema,
  },
  updateDuplicateSetting: {
    summary: "Set that similarity; everything is compared anew",
    access: "duplicates.manage",
    scope: "manage",
    body: z.strictObject({ threshold: duplicateThresholdSchema }),
    response: duplicateProgressSchema,
  },
} as const satisfies Record<string, Endpoint>;
