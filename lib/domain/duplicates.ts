import * as z from "zod";
import { type Turn, verdictSchema } from "./dialogue";

/** What is compared: all that a dialogue says on its active path, or the question that opens it. */
export const duplicateSubjectSchema = z.enum(["dialogue", "opening"]);
export type DuplicateSubject = z.infer<typeof duplicateSubjectSchema>;

/** From this Jaccard similarity of their shingles on, two fingerprints are near-duplicates. */
export const duplicateThresholdSchema = z.number().min(0.5, "At least 0.5").max(1, "At most 1");

/** Tokens to a shingle: long texts share short runs by chance, short texts have few long runs to share. */
export const shingleSizes: Record<DuplicateSubject, number> = { dialogue: 3, opening: 2 };

/** Dialogues with others like them, or one of each group: what is left when the rest of it is left out. */
export const duplicateFilterSchema = z.enum(["like_dialogue", "like_opening", "one_of_dialogue", "one_of_opening"]);
export type DuplicateFilter = z.infer<typeof duplicateFilterSchema>;

/** Near-duplicates that hang together. */
export const duplicateGroupSchema = z.object({
  id: z.string(),
  subject: duplicateSubjectSchema,
  /** Dialogues in it, without those in the trash. */
  size: z.number().int(),
  /** Those of them that nobody rejected; the group is settled when one is left. */
  open: z.number().int(),
  /** Jaccard similarity of the loosest link that holds it together; 1 when all have the same fingerprint. */
  loosest: z.number(),
  /** The one to keep unless a person says otherwise: an accepted one, else the oldest that nobody rejected. */
  keptId: z.string(),
  opening: z.string(),
});
export type DuplicateGroup = z.infer<typeof duplicateGroupSchema>;

/** What else is like a dialogue. */
export const otherDuplicatesSchema = z.object({
  /** Others in its group, without those in the trash. */
  count: z.number().int(),
  /** The first few of them. */
  items: z.array(
    z.object({
      id: z.string(),
      originName: z.string(),
      number: z.number().int(),
      verdict: verdictSchema.nullable(),
    }),
  ),
});
export type OtherDuplicates = z.infer<typeof otherDuplicatesSchema>;

/** The words of a path (root first) that are compared, and the turn with which they end, null when there are none. */
export function comparedTextOf(
  subject: DuplicateSubject,
  path: Pick<Turn, "id" | "speaker" | "text">[],
): { text: string; turnId: string | null } {
  const opening = path.find((turn) => turn.speaker === "user");
  const turns = subject === "dialogue" ? path : opening ? [opening] : [];
  return { text: turns.map(({ text }) => text).join("\n"), turnId: turns.at(-1)?.id ?? null };
}
