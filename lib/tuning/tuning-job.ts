import * as z from "zod";

/** Where a job of a server stands, whatever word it has for it. */
export type TuningState = "waiting" | "running" | "done" | "failed" | "stopped";

/** A fine-tuning job as its server tells of it; what it does not tell is null. */
export type TuningJob = {
  id: string;
  state: TuningState;
  /** The server's own word. */
  word: string;
  /** What it made; null until then, or where it names none. */
  model: string | null;
  /** Why it failed, in its words. */
  error: string | null;
  trainingFile: string | null;
  suffix: string | null;
  metadata: Readonly<Record<string, string>>;
  /** As it understood them. */
  hyperparameters: Readonly<Record<string, unknown>>;
  resultFiles: readonly string[];
  trainedTokens: number | null;
  steps: number | null;
  /** From when it was taken in there to its end, waiting included. */
  seconds: number | null;
};

const text = z.union([z.string(), z.number()]).transform(String);
const maybe = <T extends z.ZodType>(type: T) => type.nullish().catch(null);
/** Seconds since 1970, or a date in words; as ms. */
const moment = z.union([
  z
    .number()
    .positive()
    .transform((seconds) => seconds * 1_000),
  z
    .string()
    .transform((words) => Date.parse(words))
    .refine(Number.isFinite),
]);
const record = z.record(z.string(), z.unknown());

const errorSchema = z.union([
  z.string(),
  z
    .object({ message: z.string().nullish(), code: z.string().nullish() })
    .transform((error) => error.message || error.code || ""),
]);

const jobSchema = z.object({
  id: text,
  status: z.string(),
  fine_tuned_model: maybe(z.string()),
  error: maybe(errorSchema),
  training_file: maybe(text),
  suffix: maybe(z.string()),
  user_provided_suffix: maybe(z.string()),
  metadata: maybe(z.record(z.string(), z.string())),
  hyperparameters: maybe(record),
  method: maybe(record),
  result_files: maybe(z.array(z.union([text, z.object({ id: text }).transform(({ id }) => id)]))),
  trained_tokens: maybe(z.number()),
  trained_steps: maybe(z.number()),
  total_steps: maybe(z.number()),
  created_at: maybe(moment),
  finished_at: maybe(moment),
});

/** Reads what a server says of a job; null where that is none. */
export function readTuningJob(value: unknown): TuningJob | null {
  const read = jobSchema.safeParse(value);
  if (!read.success) return null;
  const job = read.data;
  const method = Object.values(job.method ?? {}).find((one) => record.safeParse(one).success) as
    | { hyperparameters?: unknown }
    | undefined;
  const within = record.safeParse(method?.hyperparameters);
  return {
    id: job.id,
    state: stateOf(job.status, { isEnded: hasEnd(value) }),
    word: job.status,
    model: job.fine_tuned_model || null,
    error: job.error || null,
    trainingFile: job.training_file ?? null,
    suffix: job.suffix ?? job.user_provided_suffix ?? null,
    metadata: job.metadata ?? {},
    hyperparameters: Object.assign({}, within.success ? within.data : {}, job.hyperparameters),
    resultFiles: job.result_files ?? [],
    trainedTokens: job.trained_tokens ?? null,
    steps: job.total_steps ?? job.trained_steps ?? null,
    seconds: lasted(job.created_at, job.finished_at),
  };
}

function lasted(from: number | null | undefined, to: number | null | undefined): number | null {
  return from == null || to == null || to < from ? null : Math.round((to - from) / 1_000);
}

function hasEnd(value: unknown): boolean {
  return z.object({ finished_at: z.union([z.number().positive(), z.string().min(1)]) }).safeParse(value).success;
}

const words: readonly (readonly [RegExp, TuningState])[] = [
  [/^(?:succeeded|success|successful|completed?|done|finished)$/, "done"],
  [/^(?:failed|failure|error|errored|expired|rejected|invalid)$/, "failed"],
  [/^(?:cancell?ed|stopped|aborted|terminated|killed|deleted|paused)$/, "stopped"],
  [
    /^(?:queued|pending|created|submitted|validating_?files|notrunning|not_?started|scheduled|waiting|preparing)$/,
    "waiting",
  ],
];

/** A word that nobody knows is something under way, unless the server also tells when it ended. */
export function stateOf(word: string, { isEnded }: { isEnded: boolean }): TuningState {
  const known = words.find(([pattern]) => pattern.test(word.trim().toLowerCase().replaceAll(/[\s-]/g, "_")));
  return known?.[1] ?? (isEnded ? "failed" : "running");
}
