import * as z from "zod";
import type { Turn } from "./dialogue";

/** What is compared: all that a dialogue says on its active path, or the question that opens it. */
export const duplicateSubjectSchema = z.enum(["dialogue", "opening"]);
export type DuplicateSubject = z.infer<typeof duplicateSubjectSchema>;

/** From this Jaccard similarity of their shingles on, two wordings are near-duplicates. */
export const duplicateThresholdSchema = z.number().min(0.5, "At least 0.5").max(1, "At most 1");

/** Tokens to a shingle: long texts share short runs by chance, short texts have few long runs to share. */
export const shingleSizes: Record<DuplicateSubject, number> = { dialogue: 3, opening: 2 };

type WordedTurn = Pick<Turn, "id" | "speaker" | "text">;

/** The turns of a path (root first) whose words are compared; empty when there are none. */
export function wordedTurns(subject: DuplicateSubject, path: WordedTurn[]): WordedTurn[] {
  if (subject === "dialogue") return path;
  const opening = path.find((turn) => turn.speaker === "user");
  return opening ? [opening] : [];
}
