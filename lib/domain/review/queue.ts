import * as z from "zod";
import type { Viewer } from "../viewer";

/** How a queue hands out its items. */
export const queueSpecSchema = z.strictObject({
  /** Every item goes to one person; of this share (0 to 1) of the items, drawn when they are added, to `people`. */
  overlap: z.strictObject({ people: z.number().int().min(2).max(10), share: z.number().min(0).max(1) }).nullable(),
  /** `first_come`: whoever asks next. `dealt`: each item is dealt to participants in turn when it is added. */
  assignment: z.enum(["first_come", "dealt"]).default("first_come"),
  /** People who take part; empty = everybody who may annotate. */
  participants: z.array(z.string()).max(500).default([]),
  /** People besides leads who settle disagreements. */
  reviewers: z.array(z.string()).max(100).default([]),
  /** Which items a reviewer sees before they count: those people disagree on, or all. */
  secondStage: z.enum(["disagreements", "all"]).default("disagreements"),
  /** A lease that nobody renews for so long goes back into the queue. */
  leaseSeconds: z.number().int().min(30).max(86_400).default(300),
  /** Share (0 to 0.5) of what a person is served that are gold items, as long as there are some left for them. */
  goldRate: z.number().min(0).max(0.5).default(0),
  /**
   * Its people are not to know which models its dialogues are from: what these came from is kept from them until it is
   * archived, and the text stands still.
   */
  hidesModels: z.boolean().default(false),
  /** For learning: only gold items, the known answer is shown after each, and nothing touches a dialogue. */
  practice: z.boolean().default(false),
  /** The filter that made it, as the list of dialogues writes it in its URL; for people to read. */
  filter: z.record(z.string(), z.string()).default({}),
});
export type QueueSpec = z.infer<typeof queueSpecSchema>;

/** True when the queue hands its items to this person. */
export function takesPart({ participants }: Pick<QueueSpec, "participants">, personId: string): boolean {
  return participants.length === 0 || participants.includes(personId);
}

/** True for whoever sees everybody's answers and settles what they disagree on. */
export function reviews({ reviewers }: Pick<QueueSpec, "reviewers">, viewer: Pick<Viewer, "id" | "roles">): boolean {
  return viewer.roles.includes("lead") || reviewers.includes(viewer.id);
}

/**
 * True where an item's text stands still while it is judged and changes are proposed in the answer: where several
 * people judge it, and in a whole queue with gold items, since one that may be edited would be known not to be gold, or that
 * hides models, since an edit shows the dialogue as it is.
 */
export function standsStill(spec: Pick<QueueSpec, "goldRate" | "practice" | "hidesModels">, needed: number): boolean {
  return needed !== 1 || spec.goldRate > 0 || spec.practice || spec.hidesModels;
}

export const queueStatusSchema = z.enum(["open", "paused", "archived"]);
export type QueueStatus = z.infer<typeof queueStatusSchema>;

export const reviewQueueSchema = z.object({
  id: z.string(),
  name: z.string(),
  status: queueStatusSchema,
  spec: queueSpecSchema,
  guidelineVersion: z.number().int(),
  personId: z.string(),
  createdAt: z.iso.datetime(),
});
export type ReviewQueue = z.infer<typeof reviewQueueSchema>;

/** How far a queue is; all counts are of items, without the gold ones unless it is for practice. `answers` counts answers given, of `answersNeeded` in all. */
export const queueProgressSchema = z.object({
  items: z.number().int(),
  open: z.number().int(),
  contested: z.number().int(),
  settled: z.number().int(),
  answers: z.number().int(),
  answersNeeded: z.number().int(),
  /** Leases that are live now. */
  leased: z.number().int(),
});
export type QueueProgress = z.infer<typeof queueProgressSchema>;
