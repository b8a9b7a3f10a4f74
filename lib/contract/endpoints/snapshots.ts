import * as z from "zod";
import { idOf } from "@/lib/domain/reference";
import { signalCountsSchema } from "@/lib/domain/training/signal";
import { snapshotFactsSchema, snapshotMemberSchema, snapshotSchema } from "@/lib/domain/training/snapshot";
import { cardTextSchema, snapshotCardSchema } from "@/lib/domain/training/snapshot-card";
import {
  changedDialogueSchema,
  changeKindSchema,
  snapshotChangeSchema,
  snapshotDifferenceSchema,
} from "@/lib/domain/training/snapshot-change";
import { type Endpoint, pageOf, pageQuery } from "../endpoint";

/** The snapshot that it is compared with: the one before. */
const from = { from: idOf("snapshot", z.string().max(60)) };

export const snapshotEndpoints = {
  listSnapshots: {
    summary: "Snapshots of a data set or of all, the newest first",
    access: "member",
    scope: "read",
    query: z.strictObject({ dataSet: idOf("dataSet", z.string().max(60)).optional(), ...pageQuery }),
    response: pageOf(snapshotSchema),
  },
  getSnapshot: {
    summary: "A snapshot with what was so at its moment: models, prompts, guidelines, agreement, sources",
    access: "member",
    scope: "read",
    response: snapshotSchema.extend({ facts: snapshotFactsSchema }),
  },
  listSnapshotDialogues: {
    summary: "The dialogues of a snapshot, in its order",
    access: "member",
    scope: "read",
    query: z.strictObject(pageQuery),
    response: pageOf(snapshotMemberSchema),
  },
  countSignals: {
    summary: "How many pairs and labels people's acts and votes give for training, by signal and side",
    access: "member",
    scope: "export",
    response: signalCountsSchema,
  },
  compareSnapshots: {
    summary: "How many dialogues came, went and changed since another snapshot, of the same data set or not",
    access: "member",
    scope: "read",
    query: z.strictObject(from),
    response: snapshotDifferenceSchema,
  },
  listSnapshotChanges: {
    summary: "Which dialogues came, went or changed since another snapshot",
    access: "member",
    scope: "read",
    query: z.strictObject({ ...from, kind: changeKindSchema, ...pageQuery }),
    response: pageOf(snapshotChangeSchema),
  },
  getSnapshotChange: {
    summary: "A dialogue in both snapshots, turn by turn",
    access: "member",
    scope: "read",
    query: z.strictObject(from),
    response: changedDialogueSchema,
  },
  getCard: {
    summary: "The card of a snapshot: as a person wrote it last, or else made of what was so at its moment",
    access: "member",
    scope: "read",
    response: snapshotCardSchema,
  },
  updateCard: {
    summary: "A new version of the card; refused when somebody wrote one since `basedOn`. Every version is kept",
    access: "member",
    scope: "manage",
    body: z.strictObject({ text: cardTextSchema, basedOn: z.number().int().min(0) }),
    response: snapshotCardSchema,
  },
  listCardVersions: {
    summary: "The versions of a card that people wrote, newest first",
    access: "member",
    scope: "read",
    query: z.strictObject(pageQuery),
    response: pageOf(snapshotCardSchema),
  },
  downloadCard: {
    summary: "The card as README.md of a Hugging Face data set",
    access: "member",
    scope: "read",
    response: { kind: "file", mediaTypes: ["text/markdown"] },
  },
  downloadCroissant: {
    summary: "What is known of a snapshot as Croissant (JSON-LD), to lie beside its files",
    access: "member",
    scope: "read",
    response: { kind: "file", mediaTypes: ["application/ld+json"] },
  },
} as const satisfies Record<string, Endpoint>;
