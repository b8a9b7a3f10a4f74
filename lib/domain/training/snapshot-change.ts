import * as z from "zod";
import { speakerSchema, turnOriginSchema, verdictSchema } from "../dialogue";

/** What happened to a dialogue between two snapshots. */
export const changeKindSchema = z.enum(["added", "removed", "changed"]);
export type ChangeKind = z.infer<typeof changeKindSchema>;

/** What of a dialogue is otherwise: what it says, which turns are trained on, how it was judged, its tags and labels. */
export const changedPartSchema = z.enum(["turns", "mask", "verdict", "tags", "labels"]);
export type ChangedPart = z.infer<typeof changedPartSchema>;

/** How many dialogues two snapshots have in common and not. The same text under another id is the same. */
export const snapshotDifferenceSchema = z.object({
  same: z.number().int(),
  added: z.number().int(),
  removed: z.number().int(),
  changed: z.number().int(),
});
export type SnapshotDifference = z.infer<typeof snapshotDifferenceSchema>;

export const snapshotChangeSchema = z.object({
  dialogueId: z.string(),
  opening: z.string(),
  /** Of one that changed. */
  parts: z.array(changedPartSchema),
});
export type SnapshotChange = z.infer<typeof snapshotChangeSchema>;

export const pinnedTurnSchema = z.object({
  id: z.string(),
  speaker: speakerSchema,
  text: z.string(),
  origin: turnOriginSchema,
  trained: z.boolean(),
});
export type PinnedTurn = z.infer<typeof pinnedTurnSchema>;

/** A dialogue as one snapshot has it. */
const pinned = z.object({
  turns: z.array(pinnedTurnSchema),
  verdict: verdictSchema.nullable(),
  tags: z.array(z.string()),
});
export type PinnedPath = z.infer<typeof pinned>;

/** A dialogue in two snapshots; null where one does not hold it. */
export const changedDialogueSchema = z.object({ before: pinned.nullable(), after: pinned.nullable() });
export type ChangedDialogue = z.infer<typeof changedDialogueSchema>;
