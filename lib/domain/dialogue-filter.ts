import * as z from "zod";
import { dialogueStatusSchema, endReasonSchema, turnFlagSchema, verdictSchema } from "./dialogue";
import { duplicateFilterSchema } from "./duplicates";
import { type RangeBounds, rangeFaults } from "./filter-ranges";
import { idsOf } from "./reference";
import { readFigureRanges } from "./statistics/bins";

/** One or several, separated by commas: any of them. */
const model = idsOf("model", z.string().max(2_000)).optional();
const count = z.coerce.number<number>().int().min(0).max(2_000_000_000).optional();
const amount = z.coerce.number<number>().min(0).max(1e12).optional();
/** A day in UTC; both ends of a range belong to it. */
const day = z.iso.date().optional();

/** One word of a closed set, or several separated by commas: any of them. */
function anyOf(words: readonly string[]) {
  const one = `(${words.join("|")})`;
  return z.string().regex(new RegExp(`^${one}(,${one})*$`), "One of these, or several separated by commas");
}

/** What people decided, `none` where nobody has. */
export const verdictFilterSchema = anyOf([...verdictSchema.options, "none"]);

/** Which dialogues: the same in lists, downloads, review queues, bulk acts and saved filters. */
export const dialogueFilter = {
  /** One run or several, separated by commas: any of them. */
  run: idsOf("run", z.string().max(2_000)).optional(),
  /** One import or several, separated by commas: any of them. */
  import: idsOf("import", z.string().max(2_000)).optional(),
  /** Those on the list of a data set, or of several, separated by commas: any of them. */
  dataSet: idsOf("dataSet", z.string().max(2_000)).optional(),
  /** Models by side: who plays the user, and who answers. */
  simulator: model,
  assistant: model,
  status: anyOf(dialogueStatusSchema.options).optional(),
  endReason: anyOf(endReasonSchema.options).optional(),
  flag: anyOf(turnFlagSchema.options).optional(),
  verdict: verdictFilterSchema.optional(),
  /** Whose accept or reject (one person's or several', separated by commas), that nobody took back; one of a shared review counts once that is settled. */
  decidedBy: idsOf("person", z.string().max(2_000)).optional(),
  decidedFrom: day,
  decidedTo: day,
  /** Whether a person wrote in it: an edit or a turn taken over, that nobody took back. */
  edited: z.enum(["yes", "no"]).optional(),
  /** Whether a review queue that is not archived waits for what people say of it. */
  inQueue: z.enum(["yes", "no"]).optional(),
  duplicates: duplicateFilterSchema.optional(),
  /** One tag or several, separated by commas: any of them. A comma of a tag itself has a backslash before it. */
  tag: z.string().trim().max(400).optional(),
  /** All of the flags and tags that are named, rather than any. */
  every: z.literal("yes").optional(),
  /** Those of which a value of a figure lies in a range, as they were measured last: `rounds:3..8`, several after commas, all to hold. */
  figure: z
    .string()
    .max(400)
    .refine((text) => readFigureRanges(text) !== null, "A figure with a range, as rounds:3..8 or mtld:50..")
    .optional(),
  /** Just these, by their ids, separated by commas: those that somebody chose in a list. */
  chosen: idsOf("dialogue", z.string().max(6_000)).optional(),
  minRounds: count,
  maxRounds: count,
  /** Read and written by both models, over all calls. */
  minTokens: count,
  maxTokens: count,
  minCost: amount,
  maxCost: amount,
  madeFrom: day,
  madeTo: day,
  endedFrom: day,
  endedTo: day,
  /** Words, all to be found; "exactly so"; -word not at all; word* what begins so. */
  q: z.string().trim().max(200).optional(),
};

/** Says on the field what is wrong with bounds that exclude each other; for `superRefine`. */
export function refuseBadRanges(filter: RangeBounds, context: z.core.$RefinementCtx): void {
  for (const [field, message] of Object.entries(rangeFaults(filter)))
    context.issues.push({ code: "custom", path: [field], message, input: filter });
}

export const dialogueSortSchema = z.enum(["newest", "oldest", "longest"]);
export type DialogueSort = z.infer<typeof dialogueSortSchema>;

export const dialogueFilterSchema = z.strictObject(dialogueFilter).superRefine(refuseBadRanges);
export type DialogueFilter = z.output<typeof dialogueFilterSchema>;

/** A filter with its order: what the list of dialogues shows, and what a person saves of it. */
export const listFilterSchema = z
  .strictObject({ ...dialogueFilter, sort: dialogueSortSchema.optional() })
  .superRefine(refuseBadRanges);
export type ListFilter = z.output<typeof listFilterSchema>;
