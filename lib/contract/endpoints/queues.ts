import * as z from "zod";
import { dialogueFilterSchema } from "@/lib/domain/dialogue-filter";
import { idOf } from "@/lib/domain/reference";
import { guidelineSchema, guidelineTextSchema } from "@/lib/domain/review/guideline";
import { queueProgressSchema, queueSpecSchema, queueStatusSchema, reviewQueueSchema } from "@/lib/domain/review/queue";
import { type Endpoint, pageOf, pageQuery } from "../endpoint";

const name = z.string().trim().min(1, "Give the queue a name").max(120);
/** What goes into a queue: the dialogues of a filter, or these. */
const items = z.union([
  z.strictObject({ filter: dialogueFilterSchema }),
  z.strictObject({ dialogueIds: z.array(idOf("dialogue", z.string())).min(1).max(50_000) }),
]);

export const listedQueueSchema = reviewQueueSchema.extend({
  progress: queueProgressSchema,
  /** Of the viewer: items that they could take now, and answers that came back to them. */
  waiting: z.object({
    takeable: z.number().int(),
    sentBack: z.number().int(),
    /** Items whose answers wait for them as a reviewer. */
    toSettle: z.number().int(),
    answered: z.number().int(),
    /** Median of their active seconds at one item here; null before the first answer. */
    secondsEach: z.number().nullable(),
  }),
});
export type ListedQueue = z.infer<typeof listedQueueSchema>;

export const queueEndpoints = {
  listQueues: {
    summary: "Review queues, with how far they are and what waits for you",
    access: "member",
    scope: "read",
    query: z.strictObject({ status: queueStatusSchema.optional(), ...pageQuery }),
    response: pageOf(listedQueueSchema),
  },
  createQueue: {
    summary: "Make a review queue of a filter of dialogues",
    access: "queue.manage",
    scope: "manage",
    body: z.strictObject({ name, spec: queueSpecSchema, guideline: guidelineTextSchema, items }),
    response: listedQueueSchema,
    status: 201,
    bodyLimit: 4_000_000,
  },
  getQueue: {
    summary: "A queue with its guideline as it stands",
    access: "member",
    scope: "read",
    response: z.object({ queue: listedQueueSchema, guideline: guidelineSchema }),
  },
  updateQueue: {
    summary: "Change how a queue hands out its items, from now on",
    access: "queue.manage",
    scope: "manage",
    body: z.strictObject({ name, status: queueStatusSchema, spec: queueSpecSchema }),
    response: listedQueueSchema,
  },
  addQueueItems: {
    summary: "Put more dialogues into a queue; those it has already are passed over",
    access: "queue.manage",
    scope: "manage",
    body: items,
    response: z.object({ added: z.number().int(), passedOver: z.number().int() }),
    bodyLimit: 4_000_000,
  },
  listGuidelines: {
    summary: "Versions of a queue's guideline, newest first",
    access: "member",
    scope: "read",
    query: z.strictObject(pageQuery),
    response: pageOf(guidelineSchema),
  },
  createGuideline: {
    summary: "A new version of the guideline; refused when somebody wrote one since `basedOn`",
    access: "queue.manage",
    scope: "manage",
    body: guidelineTextSchema.extend({ basedOn: z.number().int() }),
    response: guidelineSchema,
    status: 201,
  },
} as const satisfies Record<string, Endpoint>;
