import * as z from "zod";
import { dialogueSchema, turnSchema } from "@/lib/domain/dialogue";
import { assignmentSchema, reviewAnswerSchema } from "@/lib/domain/review/answer";
import { itemStatusSchema, reviewItemSchema } from "@/lib/domain/review/resolution";
import { type Endpoint, pageOf, pageQuery } from "../endpoint";

export const queueItemSchema = z.object({
  item: reviewItemSchema,
  /** The known answer of a gold item. */
  known: reviewAnswerSchema.nullable(),
  /** As it is now, with its whole tree; `item.headId` is the end of the path that several people judged. */
  dialogue: dialogueSchema,
  turns: z.array(turnSchema),
  assignments: z.array(assignmentSchema),
});
export type QueueItem = z.infer<typeof queueItemSchema>;

/** The second stage: what leads and reviewers see and settle. Who reviews is named by the queue. */
export const reviewItemEndpoints = {
  listQueueItems: {
    summary: "Items of a queue for whoever runs or reviews it",
    access: "member",
    scope: "read",
    query: z.strictObject({ status: itemStatusSchema.optional(), ...pageQuery }),
    response: pageOf(
      reviewItemSchema.extend({ opening: z.string(), answers: z.number().int(), leases: z.number().int() }),
    ),
  },
  getQueueItem: {
    summary: "An item with everybody's answers side by side, for a reviewer",
    access: "member",
    scope: "read",
    response: queueItemSchema,
  },
  settleItem: {
    summary: "Settle an item as a reviewer: one of the answers, or your own",
    access: "member",
    scope: "annotate",
    body: z.strictObject({
      answer: reviewAnswerSchema,
      chosenId: z.string().nullable().default(null),
      note: z.string().trim().max(10_000).default(""),
      /** The dialogue's head that the reviewer saw: what the answer is about and is applied to. */
      headId: z.string().nullable(),
      /** Answers that the reviewer saw, so that one that came meanwhile is not passed over. */
      seenIds: z.array(z.string()).max(50),
    }),
    response: reviewItemSchema,
    bodyLimit: 4_000_000,
  },
  reopenItem: {
    summary: "Undo the settling of an item",
    access: "member",
    scope: "annotate",
    response: reviewItemSchema,
  },
  sendBack: {
    summary: "Send an answer back to its author with a comment",
    access: "member",
    scope: "annotate",
    body: z.strictObject({ note: z.string().trim().min(1, "Say what is to be looked at again").max(10_000) }),
    response: assignmentSchema,
  },
  setGold: {
    summary: "Make an item of a queue a gold item with its known answer, or with null an ordinary one",
    access: "queue.manage",
    scope: "manage",
    body: z.strictObject({ answer: reviewAnswerSchema.nullable() }),
    response: reviewItemSchema,
  },
} as const satisfies Record<string, Endpoint>;
