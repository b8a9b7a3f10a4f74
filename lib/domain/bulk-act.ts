import * as z from "zod";
import { assertNever } from "@/lib/base/assert";
import { type DialogueAct, tagSchema } from "./decision";
import { idOf } from "./reference";
import { textKindSchema } from "./scan/scan";

const note = z.string().trim().max(4_000).optional();
const tags = z.array(tagSchema).min(1, "Name at least one tag").max(20);

/** What can be done to many dialogues at once; each goes through the same rules as one alone. */
export const bulkChangeSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("accept"), note }),
  z.strictObject({
    kind: z.literal("reject"),
    reasons: z.array(z.string().trim().min(1).max(120)).max(20).default([]),
    note,
  }),
  z.strictObject({ kind: z.literal("tag"), tags }),
  z.strictObject({ kind: z.literal("untag"), tags }),
  z.strictObject({ kind: z.literal("delete"), note }),
  /** What a scan found in their texts, and nobody left, is taken out. */
  z.strictObject({ kind: z.literal("amend"), scanId: idOf("scan", z.string()), kinds: z.array(textKindSchema).min(1) }),
  /** What a scan found too long becomes several dialogues, of the length that it was asked for. */
  z.strictObject({ kind: z.literal("split"), scanId: idOf("scan", z.string()) }),
  /** Dialogues that met trouble are written on. */
  z.strictObject({ kind: z.literal("retry") }),
  /** Dialogues go back to how a snapshot has them. */
  z.strictObject({ kind: z.literal("go_back"), snapshotId: idOf("snapshot", z.string().min(1)) }),
]);
export type BulkChange = z.infer<typeof bulkChangeSchema>;

/** A bulk act and how far it is; a worker does it as the job `jobId`. */
export const bulkActSchema = z.object({
  id: z.string(),
  kind: z.enum(["accept", "reject", "tag", "untag", "delete", "amend", "split", "retry", "go_back", "undo"]),
  total: z.number().int(),
  done: z.number().int(),
  refused: z.number().int(),
  pending: z.number().int(),
  /** The first few reasons why a dialogue was left as it is, with how many share each. */
  refusals: z.array(z.object({ message: z.string(), n: z.number().int() })),
  /** null for one from before there were jobs. */
  jobId: z.string().nullable(),
  undoesId: z.string().nullable(),
  isUndone: z.boolean(),
  createdAt: z.iso.datetime(),
});
export type BulkAct = z.infer<typeof bulkActSchema>;

/** The act on one dialogue, compared against the head that it had when the whole was asked for. */
export function actOn(change: Exclude<BulkChange, { kind: "amend" | "split" }>, headId: string | null): DialogueAct {
  switch (change.kind) {
    case "accept":
    case "reject":
    case "go_back":
      return { ...change, headId };
    case "tag":
    case "untag":
    case "delete":
    case "retry":
      return change;
    default:
      return assertNever(change);
  }
}
