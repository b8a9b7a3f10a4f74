import * as z from "zod";
import { dialogueFilterSchema } from "@/lib/domain/dialogue-filter";
import { idOf } from "@/lib/domain/reference";
import { dataSetSchema, dataSetTextSchema, listedDataSetSchema } from "@/lib/domain/training/data-set";
import { dataSetChangeSchema, wantedChangeSchema } from "@/lib/domain/training/data-set-change";
import { dataSetRoleSchema } from "@/lib/domain/training/data-set-role";
import { signalCountsSchema } from "@/lib/domain/training/signal";
import {
  snapshotCountsSchema,
  snapshotFactsSchema,
  snapshotMemberSchema,
  snapshotSchema,
} from "@/lib/domain/training/snapshot";
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

const dialogueIds = z.array(idOf("dialogue", z.string())).min(1).max(50_000);

/** Which dialogues: what a filter finds now, these, or those of a snapshot. */
const someDialogues = [
  z.strictObject({ filter: dialogueFilterSchema }),
  z.strictObject({ dialogueIds }),
  z.strictObject({ snapshotId: idOf("snapshot", z.string()) }),
] as const;

export const dataSetEndpoints = {
  listDataSets: {
    summary: "Data sets, the newest first, with their last snapshot",
    access: "member",
    scope: "read",
    query: z.strictObject(pageQuery),
    response: pageOf(listedDataSetSchema),
  },
  createDataSet: {
    summary: "Keep a filter of dialogues as a data set that goes along with them, or make a list",
    access: "dataSet.manage",
    scope: "manage",
    body: dataSetTextSchema.extend({
      /** A filter is looked at anew each time; `list` begins with these dialogues and changes by hand. */
      members: z.union([
        z.strictObject({ filter: dialogueFilterSchema }),
        z.strictObject({ list: z.union(someDialogues).nullable() }),
      ]),
    }),
    response: dataSetSchema,
    status: 201,
    bodyLimit: 4_000_000,
  },
  getDataSet: {
    summary: "A data set",
    access: "member",
    scope: "read",
    response: dataSetSchema,
  },
  updateDataSet: {
    summary: "Change what is named of a data set: name, note, filter, labels, archived; its snapshots stay as they are",
    access: "member",
    scope: "manage",
    /** Refused when somebody changed it since the version `basedOn`, where that is given. */
    body: wantedChangeSchema.extend({ basedOn: z.number().int().min(0).optional() }),
    response: dataSetSchema,
  },
  listDataSetChanges: {
    summary: "What was changed of a data set and by whom, newest first",
    access: "member",
    scope: "read",
    query: z.strictObject(pageQuery),
    response: pageOf(dataSetChangeSchema),
  },
  setDataSetMember: {
    summary: "Name what somebody may do with a data set besides reading it; nothing more with no roles",
    access: "dataSet.manage",
    scope: "manage",
    body: z.strictObject({ roles: z.array(dataSetRoleSchema).max(3) }),
    response: dataSetSchema,
  },
  addToDataSet: {
    summary: "Put dialogues on the list of a data set; those that it has are passed over",
    access: "member",
    scope: "manage",
    body: z.union(someDialogues),
    response: z.object({ changed: z.number().int() }),
    bodyLimit: 4_000_000,
  },
  removeFromDataSet: {
    summary: "Take dialogues off the list of a data set; the dialogues themselves and its snapshots stay",
    access: "member",
    scope: "manage",
    body: z.union(someDialogues),
    response: z.object({ changed: z.number().int() }),
    bodyLimit: 4_000_000,
  },
  previewSnapshot: {
    summary: "How many dialogues of a data set a snapshot would hold now, and how many not, and why",
    access: "member",
    scope: "read",
    response: snapshotCountsSchema,
  },
  createSnapshot: {
    summary: "Freeze a data set as it is at this moment",
    access: "member",
    scope: "manage",
    body: z.strictObject({ note: z.string().trim().max(4_000).default("") }),
    response: snapshotSchema.extend({ facts: snapshotFactsSchema }),
    status: 201,
  },
} as const satisfies Record<string, Endpoint>;
