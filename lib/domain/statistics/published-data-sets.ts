/** What the authors of PlatoLM counted of data sets, and of nothing else: other values of theirs were never confirmed. */
type PublishedDataSet = {
  name: string;
  dialogues: number;
  utterances: number;
  /** Means by the id of the figure that they stand beside. */
  means: { rounds: number; turnTokens: number; dialogueTokens: number };
};

/** Tokens by LLaMA-1 there, which is not what counts here. */
export const publishedTokenizer = "LLaMA-1-7B";

/** Where the values stand. */
export const publishedSource =
  "FreedomIntelligence/PlatoLM, token_stat.ipynb, as it was run; rounds are utterances by dialogues by two";

/** Source: docs/method.md#published-values. */
export const publishedDataSets = {
  sharegpt: {
    name: "ShareGPT (unsplit)",
    dialogues: 20_039,
    utterances: 234_356,
    means: { rounds: 5.85, turnTokens: 207.2, dialogueTokens: 2_424.74 },
  },
  realchat: {
    name: "RealChat (free mode)",
    dialogues: 20_039,
    utterances: 215_378,
    means: { rounds: 5.37, turnTokens: 203.13, dialogueTokens: 2_183.66 },
  },
  vicuna: {
    name: "Vicuna-10K (split ShareGPT)",
    dialogues: 10_000,
    utterances: 61_354,
    means: { rounds: 3.07, turnTokens: 185.15, dialogueTokens: 1_136.71 },
  },
  baize: {
    name: "Baize-10K",
    dialogues: 10_000,
    utterances: 75_790,
    means: { rounds: 3.79, turnTokens: 34.56, dialogueTokens: 263.12 },
  },
  ultrachat: {
    name: "UltraChat-10K",
    dialogues: 10_000,
    utterances: 76_958,
    means: { rounds: 3.85, turnTokens: 187.24, dialogueTokens: 1_441.99 },
  },
  wizard: {
    name: "UserGPT primed by WizardLM",
    dialogues: 10_000,
    utterances: 75_746,
    means: { rounds: 3.79, turnTokens: 278.81, dialogueTokens: 2_112.26 },
  },
  dolly: {
    name: "UserGPT primed by Dolly",
    dialogues: 10_000,
    utterances: 166_078,
    means: { rounds: 8.3, turnTokens: 120.53, dialogueTokens: 2_003.11 },
  },
} as const satisfies Record<string, PublishedDataSet>;

export type PublishedId = keyof typeof publishedDataSets;
export const publishedIds = Object.keys(publishedDataSets) as PublishedId[];
