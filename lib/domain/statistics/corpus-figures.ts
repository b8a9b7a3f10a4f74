import * as z from "zod";

const interval = z.object({ low: z.number(), high: z.number() }).nullable();
const spread = z.object({ error: z.number(), degrees: z.number().int() }).nullable();

const corpusFigureSchema = z.object({
  value: z.number(),
  spread,
  interval,
  dialogues: z.number().int(),
  words: z.number().int(),
  halves: z.tuple([z.number(), z.number()]).nullable(),
});
export const corpusValuesSchema = z.record(z.string(), corpusFigureSchema.nullable());
const growthSchema = z.array(z.object({ words: z.number().int(), types: z.number().int() }));

/** What was drawn of a snapshot to be measured as a whole. */
const sampleSchema = z.object({
  /** Of so many dialogues so many were drawn. */
  dialogues: z.number().int(),
  drawn: z.number().int(),
  figures: corpusValuesSchema,
  growth: growthSchema,
});

const nearnessSchema = z.object({ value: z.number(), interval, ceiling: z.number().nullable() });

const behaviourSchema = z.object({
  index: z.object({
    communication: nearnessSchema,
    information: nearnessSchema,
    clarification: nearnessSchema,
    errors: nearnessSchema,
    total: nearnessSchema,
  }),
  features: z.record(z.string(), z.object({ simulated: z.number(), people: z.number() })),
  coverage: nearnessSchema
    .extend({ missed: z.number(), invented: z.number(), reference: z.number(), dialogues: z.number().int() })
    .nullable(),
  dialogues: z.number().int(),
  people: z.number().int(),
});

const toldApartSchema = z.object({
  auc: z.number(),
  interval,
  calibrationError: z.number(),
  bins: z.array(
    z.object({
      from: z.number(),
      to: z.number(),
      texts: z.number().int(),
      meanScore: z.number(),
      humanShare: z.number(),
    }),
  ),
  human: z.number().int(),
  simulated: z.number().int(),
  meanHuman: z.number(),
  meanSimulated: z.number(),
  simulatedInterval: interval,
});
export type ToldApart = z.infer<typeof toldApartSchema>;

const wordsSchema = z.array(z.object({ words: z.string(), weight: z.number(), texts: z.number().int() }));

/** How well a classifier tells its users from people. */
const likenessSchema = z.object({
  /** Texts of each side, dialogues that they are pools of, and dialogues too short that were left over. */
  pools: z.object({ simulated: z.number().int(), people: z.number().int(), leftOver: z.number().int() }),
  seconds: z.number(),
  /** Null where a side has too few texts. */
  found: z
    .object({
      heldOut: toldApartSchema,
      unseen: z.array(toldApartSchema.extend({ writer: z.string() })),
      ceiling: toldApartSchema.nullable(),
      words: z.object({ human: wordsSchema, simulated: wordsSchema }),
    })
    .nullable(),
});
export type Likeness = z.infer<typeof likenessSchema>;

const countsSchema = z.array(z.object({ name: z.string(), dialogues: z.number().int() }));

/** Who and what is behind the dialogues, as it was when they were measured. */
export const dialogueFactsSchema = z.object({
  endReasons: countsSchema,
  /** Dialogues in which a person wrote a turn that stands. */
  edited: z.number().int(),
  /** Dialogues of which there is another like them in the snapshot. */
  alike: z.number().int(),
  /** Dialogues in which the watchdog found the user speaking as an assistant. */
  roleSlips: z.number().int(),
  cost: z.number(),
  /** Share of the context limit that a dialogue fills, over those of which both are known. */
  context: z.object({ mean: z.number(), most: z.number(), dialogues: z.number().int() }).nullable(),
});
export type DialogueFacts = z.infer<typeof dialogueFactsSchema>;

/** What is measured of a snapshot as a whole, and of how it stands to one of real people. */
export const keptCorpusSchema = z.object({
  seed: z.number().int(),
  tokenizer: z.string(),
  own: sampleSchema,
  facts: dialogueFactsSchema,
  people: sampleSchema.nullable(),
  behaviour: behaviourSchema.nullable(),
  likeness: likenessSchema.nullable(),
});
export type KeptCorpus = z.infer<typeof keptCorpusSchema>;

/** A figure of a corpus, and where it stands beside that of people. */
const corpusRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  unit: z.string(),
  definition: z.string(),
  source: z.string(),
  figure: corpusFigureSchema.nullable(),
  people: corpusFigureSchema.nullable(),
  difference: z.object({ value: z.number(), interval }).nullable(),
  /** How far one half of the people lies from the other. */
  ceiling: z.number().nullable(),
});
export type CorpusRow = z.infer<typeof corpusRowSchema>;

export const corpusFiguresSchema = z.object({
  /** Null as long as nobody has asked for them. */
  counted: keptCorpusSchema
    .omit({ own: true, people: true })
    .extend({
      at: z.iso.datetime(),
      /** The snapshot of real people that it was held against. */
      peopleId: z.string().nullable(),
      own: sampleSchema.omit({ figures: true }),
      people: sampleSchema.omit({ figures: true }).nullable(),
    })
    .nullable(),
  rows: z.array(corpusRowSchema),
});
export type CorpusFigures = z.infer<typeof corpusFiguresSchema>;
