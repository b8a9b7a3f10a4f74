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
  pools: z.object({
    simulated: z.number().int(),
    people: z.number().int(),
    leftOver: z.number().int(),
    /** Of the texts that a detector is asked about. */
    texts: z.number().int(),
    tokens: z.number().int(),
  }),
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

/** By whom and of what they are, and what people said of them. */
export const behindSchema = z.object({
  /** Models that wrote each side. */
  users: z.array(z.string()),
  assistants: z.array(z.string()),
  userPrompts: z.number().int(),
  assistantPrompts: z.number().int(),
  /** Files that some of them came in. */
  files: z.number().int(),
  /** As files say. */
  languages: z.array(z.object({ language: z.string(), dialogues: z.number().int() })),
  accepted: z.number().int(),
  rejected: z.number().int(),
});
export type BehindDialogues = z.infer<typeof behindSchema>;

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
  /** Null of a snapshot, which pins it. */
  behind: behindSchema.nullable(),
});
export type DialogueFacts = z.infer<typeof dialogueFactsSchema>;

/** What a detector of others says of the same texts. */
export const detectedSchema = z.object({
  modelId: z.string(),
  name: z.string(),
  /** Null where it told of no text of a side. */
  told: toldApartSchema.nullable(),
  /** Texts that it would not read. */
  refused: z.number().int(),
});
export type DetectedApart = z.infer<typeof detectedSchema>;

/** What is measured of a snapshot or a data set as a whole, and of how it stands to one of real people. */
export const keptCorpusSchema = z.object({
  seed: z.number().int(),
  tokenizer: z.string(),
  /** By which questions became vectors, and the cosines from which one goes on with the topic before it, and up to which it leaves it. */
  vectoriser: z.string(),
  courseBounds: z.object({ continues: z.number(), shifts: z.number() }).nullable(),
  own: sampleSchema,
  facts: dialogueFactsSchema,
  people: sampleSchema.nullable(),
  behaviour: behaviourSchema.nullable(),
  likeness: likenessSchema.nullable(),
  detectors: z.array(detectedSchema),
});
export type KeptCorpus = z.infer<typeof keptCorpusSchema>;

const toldSchema = toldApartSchema.omit({ bins: true }).nullable();

/** Of what was measured as a whole that which stands side by side with others. */
export const comparedWholeSchema = z.object({
  /** The real people that nearness and likeness are to. */
  peopleId: z.string().nullable(),
  figures: corpusValuesSchema,
  index: behaviourSchema.shape.index.nullable(),
  coverage: behaviourSchema.shape.coverage,
  behaved: z.number().int().nullable(),
  heldOut: toldSchema,
  ceiling: toldSchema,
});
export type ComparedWhole = z.infer<typeof comparedWholeSchema>;

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
      /** It is of a data set that changed since. */
      isStale: z.boolean(),
      /** The snapshot of real people that it was held against. */
      peopleId: z.string().nullable(),
      own: sampleSchema.omit({ figures: true }),
      people: sampleSchema.omit({ figures: true }).nullable(),
    })
    .nullable(),
  rows: z.array(corpusRowSchema),
});
export type CorpusFigures = z.infer<typeof corpusFiguresSchema>;
