import * as z from "zod";
import { speakerSchema, turnFlagSchema, verdictSchema } from "../dialogue";
import { importSourceSchema } from "../import-options";
import { labelValuesSchema } from "../review/answer";
import { samplingSchema } from "../run";
import { splitPartSchema } from "../training/split-spec";
import { writtenBySchema } from "../training/written-by";

/** The form of the record that is written. What is newer is refused. */
export const wholeDialogueForm = 1;

const name = z.string().max(500);
/** A turn, by its place in `turns`, from 0. */
const place = z.number().int().min(0);
const moment = z.iso.datetime();
/** Nobody's name: people are numbered as they appear in the file. */
const person = z.string().min(1).max(60);
const aside = z.object({ role: z.string(), content: z.unknown() });

export const wholeTurnSchema = z.object({
  speaker: speakerSchema,
  text: z.string(),
  /** The turn that it follows, which stands before it; null for one that begins. */
  parent: place.nullable(),
  reasoning: z.string().optional(),
  asides: z.array(aside).optional(),
  /** Training leaves it out. */
  untrained: z.literal(true).optional(),
  flags: z.array(turnFlagSchema).optional(),
  /** What was settled of it, by the key of each label. */
  labels: labelValuesSchema.optional(),
  abandoned: z.literal(true).optional(),
  by: writtenBySchema,
  /** The model that wrote it, as it was called. */
  model: name.optional(),
  /** The person who wrote or changed it, or kept the copy. */
  person: person.optional(),
  /** How a person wrote it. */
  act: z.enum(["edit", "amend", "take_over"]).optional(),
  /** The turn whose text was changed. */
  insteadOf: place.optional(),
  /** The turn that it is a copy of, kept when an earlier one was edited. */
  copyOf: place.optional(),
  at: moment,
  /** What came from the model where that could not be stored as it was, in UTF-16LE and base64. */
  raw: z.base64().optional(),
});
export type WholeTurn = z.infer<typeof wholeTurnSchema>;

export const wholeActSchema = z.object({
  act: z.enum([
    "edit",
    "amend",
    "reject_turn",
    "regenerate",
    "take_over",
    "branch",
    "choose",
    "accept",
    "reject",
    "flag",
    "end_here",
    "mask",
    "tag",
    "untag",
    "comment",
    "go_back",
  ]),
  person,
  at: moment,
  /** What it was about. */
  turn: place.optional(),
  turns: z.array(place).optional(),
  trained: z.boolean().optional(),
  despiteRejection: z.literal(true).optional(),
  reasons: z.array(z.string()).optional(),
  note: z.string().optional(),
  tags: z.array(z.string()).optional(),
  /** Of a comment. */
  text: z.string().optional(),
});
export type WholeAct = z.infer<typeof wholeActSchema>;

const model = z.object({ name, upstreamModel: name, sampling: samplingSchema });

export const wholeSourceSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("run"),
    name,
    number: z.number().int(),
    simulator: model,
    assistant: model,
    /** Dialogues with the same one began from the same seed. */
    seed: name.optional(),
  }),
  z.object({
    kind: z.literal("file"),
    name,
    format: name,
    number: z.number().int(),
    /** What was said of it when it was imported. */
    about: importSourceSchema.nullable(),
    /** The dialogue as the file called it, its user as a hash, its language and model. */
    id: name.optional(),
    user: name.optional(),
    language: name.optional(),
    model: name.optional(),
  }),
]);
export type WholeSource = z.infer<typeof wholeSourceSchema>;

/** A dialogue with all that is known of it and may leave the studio: a record of our own format. */
export const wholeDialogueSchema = z.object({
  realchat: z.literal(wholeDialogueForm),
  id: name,
  at: moment,
  source: wholeSourceSchema,
  /** What the assistant and the simulator were told; empty = nothing, or nobody knows. */
  system: z.string(),
  simulatorPrompt: z.string(),
  turns: z.array(wholeTurnSchema).min(1),
  /** What stands after the last turn, said by neither speaker. */
  trailing: z.array(aside).optional(),
  /** The last answer of the way that is read. */
  head: place,
  /** The answer after which a real user would stop. */
  endMark: place.optional(),
  verdict: verdictSchema.nullable(),
  tags: z.array(z.string().min(1).max(60)).max(100),
  /** What was settled of it, by the key of each label of the data set. */
  labels: labelValuesSchema.optional(),
  acts: z.array(wholeActSchema),
  /** The part of the split that it was exported in. */
  split: splitPartSchema.optional(),
});
export type WholeDialogue = z.infer<typeof wholeDialogueSchema>;

/** What is kept of such a record beside the turns of a dialogue that was imported. */
export const keptOfWholeSchema = wholeDialogueSchema.pick({
  id: true,
  at: true,
  source: true,
  acts: true,
  labels: true,
  split: true,
});
export type KeptOfWhole = z.infer<typeof keptOfWholeSchema>;

/** The same of a turn. */
export const keptOfTurnSchema = wholeTurnSchema.pick({
  by: true,
  model: true,
  person: true,
  act: true,
  insteadOf: true,
  labels: true,
  at: true,
});
export type KeptOfTurn = z.infer<typeof keptOfTurnSchema>;

/** What the file of an imported dialogue said of it besides its turns. */
export const givenWordsSchema = z.object({
  id: z.string().optional(),
  system: z.string().optional(),
  simulatorPrompt: z.string().optional(),
  user: z.string().optional(),
  language: z.string().optional(),
  model: z.string().optional(),
  trailing: z.array(aside).optional(),
  whole: keptOfWholeSchema.optional(),
});
export type GivenWords = z.infer<typeof givenWordsSchema>;

/** Why turns do not make a tree as the studio has them, in words; null where they do. */
export function whyNoTree({ turns, head, endMark, acts }: WholeDialogue): string | null {
  for (const [i, { parent, speaker, copyOf, insteadOf }] of turns.entries()) {
    for (const [field, other] of Object.entries({ parent, copyOf, insteadOf }))
      if (typeof other === "number" && other >= i) return `turns[${i}].${field} is ${other}, but must stand before it.`;
    if (parent !== null && turns[parent]?.speaker === speaker)
      return `turns[${i}] is by the same speaker as the one that it follows.`;
  }
  const places = [head, endMark ?? 0, ...acts.flatMap(({ turn = 0, turns: several = [] }) => [turn, ...several])];
  const beyond = places.find((one) => one >= turns.length);
  return beyond === undefined ? null : `It names turn ${beyond}, but has ${turns.length} turns, counted from 0.`;
}
