import type { TrainingPlace, TuningServer } from "./training-job/place";

/**
 * How a server wants the learning rate: as so many times one of its own (`base`; null where it does not tell which), or as it is.
 * Sources: docs/method.md#fine-tuning-servers.
 */
export type RateDialect = { kind: "times"; base: number | null } | { kind: "as_is" };

/** What is known of a kind of server; null where it differs from one to the next, or nobody tells. */
export type TuningDialect = {
  name: string;
  rate: RateDialect;
  /** Whether `weight` on a message is read. */
  masks: boolean | null;
  validation: boolean | null;
  /** Pairs of answers (DPO). */
  preference: boolean | null;
  lora: boolean | null;
  full: boolean | null;
  /** Settings that it reads besides epochs, batch and rate. */
  reads: readonly ("warmup" | "weight_decay" | "max_length" | "lora" | "seed")[];
  /** Where settings stand: within the method, as OpenAI has them now, or beside it, as it had them before. */
  settingsIn: "method" | "hyperparameters";
  /** Whether notes of ours may stand on a job. */
  metadata: boolean;
  /** Letters of a suffix. */
  mostSuffix: number;
  /** Fewer rows are refused. */
  leastRows: number;
  /** What a person should know before they choose it, in sentences. */
  notes: readonly string[];
};

export const tuningDialects: Readonly<Record<Exclude<TuningServer, "auto">, TuningDialect>> = {
  openai: {
    name: "OpenAI",
    rate: { kind: "times", base: null },
    masks: true,
    validation: true,
    preference: true,
    lora: null,
    full: null,
    reads: ["seed"],
    settingsIn: "method",
    metadata: true,
    mostSuffix: 64,
    leastRows: 10,
    notes: [
      "OpenAI closes fine-tuning: organisations new to it are refused since 7 May 2026, all others from 6 January 2027.",
    ],
  },
  azure: {
    name: "Azure",
    rate: { kind: "times", base: null },
    masks: true,
    validation: true,
    preference: true,
    lora: null,
    full: null,
    reads: ["seed"],
    settingsIn: "method",
    metadata: false,
    mostSuffix: 18,
    leastRows: 10,
    notes: ["A model that was trained at Azure answers only once somebody has deployed it there."],
  },
  unsloth: {
    name: "Unsloth Studio",
    rate: { kind: "times", base: 2e-4 },
    masks: false,
    validation: null,
    preference: false,
    lora: null,
    full: null,
    reads: ["seed"],
    settingsIn: "hyperparameters",
    metadata: false,
    mostSuffix: 40,
    leastRows: 1,
    notes: ["The model is called as the folder of its run, and is served by the same studio."],
  },
  nebius: {
    name: "Nebius",
    rate: { kind: "as_is" },
    masks: null,
    validation: true,
    preference: null,
    lora: true,
    full: true,
    reads: ["warmup", "weight_decay", "max_length", "lora", "seed"],
    settingsIn: "hyperparameters",
    metadata: false,
    mostSuffix: 40,
    leastRows: 10,
    notes: ["Which bases train, and which results can be asked there at once, its own list of models tells."],
  },
  other: {
    name: "Another server",
    rate: { kind: "times", base: null },
    masks: null,
    validation: null,
    preference: null,
    lora: null,
    full: null,
    reads: ["seed"],
    settingsIn: "hyperparameters",
    metadata: true,
    mostSuffix: 40,
    leastRows: 1,
    notes: [],
  },
};

/** From this day on OpenAI trains for nobody, from the other one on not for newcomers. */
export const openAiEnds = { all: "2027-01-06", newcomers: "2026-05-07" } as const;

/** The dialect of a place: as somebody says, as a look found, or as its address tells. */
export function dialectOf({
  baseUrl,
  settings,
  abilities,
}: Pick<TrainingPlace, "baseUrl" | "settings" | "abilities">): TuningDialect {
  return tuningDialects[serverOf({ baseUrl, settings, abilities })];
}

export function serverOf({
  baseUrl,
  settings,
  abilities,
}: Pick<TrainingPlace, "baseUrl" | "settings" | "abilities">): Exclude<TuningServer, "auto"> {
  if (settings.server !== "auto") return settings.server;
  const looked = Object.keys(tuningDialects).find((one) => one === abilities?.server);
  return (looked as Exclude<TuningServer, "auto"> | undefined) ?? serverAt(baseUrl);
}

/** Whose dialect is spoken at an address, as far as its host tells. */
export function serverAt(url: string): Exclude<TuningServer, "auto"> {
  const { hostname } = new URL(url);
  if (/(?:^|\.)openai\.com$/.test(hostname)) return "openai";
  if (/\.(?:openai\.azure|cognitiveservices\.azure|services\.ai\.azure)\.(?:com|us|cn)$/.test(hostname)) return "azure";
  if (/(?:^|\.)nebius\.(?:com|ai)$/.test(hostname)) return "nebius";
  return "other";
}
