import type { Container, ReasoningPlace, Target, TrainerId } from "@/lib/domain/training/recipe";
import type { RowRule } from "@/lib/domain/training/row-rules";

/** A row of a training file. */
export type TrainingRow = {
  /** As the file holds it. */
  record: Readonly<Record<string, unknown>>;
  /** The turns in it, in their order, and whether this row trains them. */
  turns: readonly { id: string; isTrained: boolean }[];
  /** Of a record of tokens: beside each of them the place of the turn that says it, -1 where none does. */
  owners?: readonly number[];
};

/** Messages as tokens, and what of them is trained. */
export type TokensOfMessages = {
  ids: readonly number[];
  /** The id where a token is trained, else -100. */
  labels: readonly number[];
  /** The place of the message that says a token; -1 for words of the chat template. */
  owners: readonly number[];
};

/**
 * How a model reads messages; null where its chat template refuses them, or changes what they say, `mark_in_text` where one of
 * them holds a control mark of its own.
 */
export type Tokenise = (
  messages: readonly { role: string; content: string; train: boolean }[],
) => TokensOfMessages | "mark_in_text" | null;

/** What befell a dialogue on its way into the file, and at which turn where it was one. */
export type Told = { rule: RowRule; turnId: string | null };

/** What became of one dialogue: no row where it is left out, and always why. */
export type MadeRows = { rows: readonly TrainingRow[]; told: readonly Told[] };

/** A text that lies beside the data, such as the trainer's settings. */
export type Companion = { name: string; text: string };

/**
 * What a format knows of the trainer whose dialect it writes. Options are those of the format, parsed; `target`,
 * `reasoning` and `container` among them are told here, too, so that menus offer nothing that the dialect cannot say.
 */
export type Trainer = {
  /** Whose dialect it is: a trainer has a format of its own for targets that need other rows. */
  trainer: TrainerId;
  targets: readonly Target[];
  /**
   * How turns that people took out of training stay out of it: marked in the row; by a row for each trained turn, all
   * before it being context; or not at all, so that a dialogue ends before the first of them unless told otherwise.
   */
  masks: "marked" | "exploded" | "none";
  reasoning: readonly ReasoningPlace[];
  /** The first is the usual one. */
  containers: readonly Container[];
  /** How many tokens of a row are read unless told otherwise, and the setting that tells; null where nothing is cut. */
  length: { setting: string; usual: number } | null;
  /** What a person should know before they train on it, in sentences. */
  notes: (options: never) => readonly string[];
  /** What lies beside the data; `files` are the names of the data files, the one that is trained on first. */
  beside: (options: never, files: readonly string[]) => readonly Companion[];
  /** Whether its rows are tokens, so that a model's own reading is wanted to make them. */
  isTokens?: true;
  /** The rows that one dialogue, pair or verdict becomes. The whole file is made of nothing else. */
  rowsOf: (given: never, options: never, tokenise: Tokenise) => MadeRows;
};
