import * as z from "zod";
import { vectoriserSchema } from "./vectoriser";

/** What a point stands for: a dialogue by its first question, or each question. */
export const mapSubjectSchema = z.enum(["openings", "questions"]);
export type MapSubject = z.infer<typeof mapSubjectSchema>;

/** Which map of a snapshot. */
export const mapChoiceSchema = z.strictObject({
  subject: mapSubjectSchema.default("openings"),
  vectoriser: vectoriserSchema.default("own"),
});
export type MapChoice = z.infer<typeof mapChoiceSchema>;

/** A map that was drawn, without its points. */
export const topicMapSchema = z.object({
  points: z.number().int(),
  /** So many of them are of the snapshot; behind them stand those of people. */
  own: z.number().int(),
  /** Texts that there are; where they are more than a map holds, some were drawn. */
  texts: z.number().int(),
  /** Without a vector, so without a place. */
  skipped: z.number().int(),
  people: z.object({ snapshotId: z.string(), dataSetName: z.string(), number: z.number().int() }).nullable(),
  /** Whether it stands beside the people that the project is held against now. */
  hasReference: z.boolean(),
  vectors: z.string(),
  origins: z.array(z.object({ id: z.string(), kind: z.enum(["run", "import"]), name: z.string() })),
  at: z.iso.datetime(),
  tookMs: z.number().int(),
});
export type TopicMap = z.infer<typeof topicMapSchema>;

/** A point, told in words. */
export const mapPointSchema = z.object({
  point: z.number().int(),
  dialogueId: z.string(),
  text: z.string(),
});
export type MapPoint = z.infer<typeof mapPointSchema>;

/** A dialogue that came since, by its first question, and where it belongs on the map. */
export const mapNewcomerSchema = z.object({
  dialogueId: z.string(),
  text: z.string(),
  x: z.number(),
  y: z.number(),
});
export type MapNewcomer = z.infer<typeof mapNewcomerSchema>;
