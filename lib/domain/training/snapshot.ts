import * as z from "zod";
import { speakerSchema, verdictSchema } from "../dialogue";
import { dialogueFilterSchema } from "../dialogue-filter";
import { importSourceSchema } from "../import-options";
import { labelFieldsSchema } from "../review/guideline";
import { samplingSchema } from "../run";
import { labelsSchema } from "./labels";
import { writtenBySchema } from "./written-by";

/**
 * Why a snapshot does not hold a dialogue of its data set; the first that applies. `empty`: nothing was written.
 * `order`: it does not go by turns from a user's question. `blank`: a turn without text. `rejected`: nothing stands before
 * the turn that was rejected. `unanswered`: no question was answered.
 */
export const leftOutReasonSchema = z.enum(["empty", "order", "blank", "rejected", "unanswered"]);
export type LeftOutReason = z.infer<typeof leftOutReasonSchema>;

/** How many dialogues of a data set go into a snapshot, and how many do not by reason. */
export const snapshotCountsSchema = z.object({
  dialogues: z.number().int(),
  leftOut: z.partialRecord(leftOutReasonSchema, z.number().int()),
});
export type SnapshotCounts = z.infer<typeof snapshotCountsSchema>;

const count = z.number().int();
const model = z.object({ id: z.string(), name: z.string(), upstreamModel: z.string() });

/** Who says a turn and who wrote it, such as `user model`; older snapshots count copies as `kept`, and edits with what people typed. */
export const turnSourceSchema = z.templateLiteral([speakerSchema, " ", z.enum([...writtenBySchema.options, "kept"])]);
export type TurnSource = z.infer<typeof turnSourceSchema>;

const toldModel = z.object({ name: z.string(), upstreamModel: z.string(), sampling: samplingSchema });

/** What a file of our own format says of where dialogues came from before it: a run, or a file with what was said of that. */
const originSchema = z.object({
  /** The import of the file that says so. */
  importId: z.string(),
  dialogues: count,
  from: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("run"), name: z.string(), simulator: toldModel, assistant: toldModel }),
    z.object({ kind: z.literal("file"), name: z.string(), format: z.string(), about: importSourceSchema.nullable() }),
  ]),
});

/** What was so at the moment of a snapshot, besides what its dialogues say. */
export const snapshotFactsSchema = z.object({
  /** Of the data set, then; null: a list. */
  filter: dialogueFilterSchema.nullable(),
  /** By which labels people judged, then. */
  fields: labelFieldsSchema,
  /** Dialogues of which something was said by them. */
  labelled: count.default(0),
  leftOut: snapshotCountsSchema.shape.leftOut,
  /** Turns by speaker and origin; those of which there are none are absent. */
  turnsBy: z.partialRecord(turnSourceSchema, count),
  /** Turns that training leaves out. */
  untrained: count,
  /** Dialogues that end where a person said that a real user would stop. */
  endMarks: count,
  accepted: count,
  rejected: count,
  /** Tags of its dialogues, those of most at first, at most 50. */
  tags: z.array(z.object({ tag: z.string(), dialogues: count })),
  /** Acts on its dialogues that nobody took back. */
  decisions: z.array(z.object({ kind: z.string(), n: count })),
  /** How many people decided something about its dialogues. */
  people: count,
  /** The runs that its dialogues were written in, with their models and what these were told. */
  runs: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      dialogues: count,
      simulator: model,
      assistant: model,
      simulatorPrompt: z.string(),
      assistantPrompt: z.string(),
      simulatorSampling: samplingSchema,
      assistantSampling: samplingSchema,
    }),
  ),
  /** The files that its dialogues came from. */
  imports: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      format: z.string(),
      /** SHA-256 of the file, in hex. */
      digest: z.string(),
      dialogues: count,
      source: importSourceSchema.nullable(),
    }),
  ),
  /** Of files of our own format: where their dialogues came from before, as they say, those of most dialogues first, at most 200. */
  origins: z.array(originSchema).default([]),
  /** Languages as files say them, those of most dialogues first. */
  languages: z.array(z.object({ language: z.string(), dialogues: count })),
  /** The queues in which its dialogues were judged, the guideline as it stood, and how well people agreed there in all. */
  queues: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      guidelineVersion: count,
      dialogues: count,
      settled: count,
      agreement: z
        .object({ items: count, raters: count, raw: z.number().nullable(), alpha: z.number().nullable() })
        .nullable(),
    }),
  ),
});
export type SnapshotFacts = z.infer<typeof snapshotFactsSchema>;

/** A data set as it was at one moment. It never changes. */
export const snapshotSchema = z.object({
  id: z.string(),
  dataSetId: z.string(),
  dataSetName: z.string(),
  /** 1-based within its data set. */
  number: z.number().int(),
  note: z.string(),
  dialogues: z.number().int(),
  turns: z.number().int(),
  /** SHA-256 over what its dialogues say, in hex; the same wherever the same is said. */
  digest: z.string(),
  createdBy: z.object({ id: z.string(), name: z.string() }),
  createdAt: z.iso.datetime(),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** A dialogue in the list of a snapshot. */
export const snapshotMemberSchema = z.object({
  position: z.number().int(),
  dialogueId: z.string(),
  opening: z.string(),
  turns: z.number().int(),
  /** Turns that training leaves out. */
  untrained: z.number().int(),
  verdict: verdictSchema.nullable(),
  tags: z.array(z.string()),
  /** What people said of it by then; null where nobody did. */
  labels: labelsSchema.nullable(),
});
export type SnapshotMember = z.infer<typeof snapshotMemberSchema>;
