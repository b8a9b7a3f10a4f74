import * as z from "zod";
import { bulkActSchema, bulkChangeSchema } from "@/lib/domain/bulk-act";
import { dialogueFilterSchema } from "@/lib/domain/dialogue-filter";
import { idOf } from "@/lib/domain/reference";
import { findingKindSchema } from "@/lib/domain/scan/scan";
import type { Endpoint } from "../endpoint";

/** Dialogues at most in one bulk act. */
export const mostAtOnce = 100_000;
/** Of those that somebody saw, a few: whoever may act on one may act on these. */
export const aFew = 500;

export const whichDialoguesSchema = z.union([
  /** With the moment of its preview, a verdict leaves alone what has changed since. */
  z.strictObject({ filter: dialogueFilterSchema, seenAt: z.iso.datetime().optional() }),
  z.strictObject({ dialogueIds: z.array(idOf("dialogue", z.string())).min(1).max(mostAtOnce) }),
  /** Those that a snapshot holds. */
  z.strictObject({ snapshotId: idOf("snapshot", z.string()) }),
  /** Those in which a scan found this, and nobody left it or took it out since. */
  z.strictObject({ scanId: idOf("scan", z.string()), kinds: z.array(findingKindSchema).min(1).max(20) }),
  /** Those that somebody has before them, as they saw them; what has moved on since is left as it is. */
  z.strictObject({
    seen: z
      .array(z.strictObject({ dialogueId: idOf("dialogue", z.string()), headId: z.string().nullable() }))
      .min(1)
      .max(mostAtOnce),
  }),
]);
export type WhichDialogues = z.infer<typeof whichDialoguesSchema>;

const wanted = z.strictObject({ which: whichDialoguesSchema, change: bulkChangeSchema });

export const bulkActEndpoints = {
  previewBulkAct: {
    summary: "What a bulk act would do: how many dialogues, which would stay as they are, and a few of them",
    access: "dialogue.bulk",
    scope: "annotate",
    body: wanted,
    response: z.object({
      total: z.number().int(),
      applies: z.number().int(),
      refusals: z.array(z.object({ message: z.string(), n: z.number().int() })),
      sample: z.array(z.object({ id: z.string(), opening: z.string() })),
      /** Of those that it applies to: still being written, so that a verdict ends them. */
      unfinished: z.number().int(),
      /** The moment that this is about. */
      seenAt: z.iso.datetime(),
    }),
    bodyLimit: 6_000_000,
  },
  createBulkAct: {
    summary:
      "Ask for something to be done to many dialogues; a worker does it. Needs the right to bulk acts, but for up to 500 dialogues that were `seen`",
    access: "dialogue.act",
    scope: "annotate",
    body: wanted,
    response: bulkActSchema,
    status: 201,
    bodyLimit: 6_000_000,
  },
  listBulkActs: {
    summary: "Your latest bulk acts, newest first",
    access: "dialogue.act",
    scope: "read",
    response: z.object({ items: z.array(bulkActSchema) }),
  },
  getBulkAct: {
    summary: "One of your bulk acts, as far as it is",
    access: "dialogue.act",
    scope: "read",
    response: bulkActSchema,
  },
  undoBulkAct: {
    summary: "Ask for a bulk act to be taken back; what has changed since stays",
    access: "dialogue.act",
    scope: "annotate",
    response: bulkActSchema,
    status: 201,
  },
} as const satisfies Record<string, Endpoint>;
