import type { Answer, WhyNot } from "@/lib/domain/training/audit";
import type { Target } from "@/lib/domain/training/recipe";
import type { Message } from "./chat-template";
import type { Reader } from "./reader";

/** The label of a token that carries no loss. */
export const untrained = -100;

/** A row as a trainer holds it when training begins. */
export type LoadedRow = {
  ids: readonly number[];
  /** Beside each id: the id where it carries loss, else -100. */
  labels: readonly number[];
  /** Beside each id: the place of the message that it was written in; -1 for marks and words of the template. */
  owners: readonly number[];
  /** Trained tokens that the length cut off, the last end among them. */
  lost: number;
};

export type LoadedSample = {
  as: "row";
  messages: readonly Message[];
  row: LoadedRow;
  /** Messages whose own mask the trainer doesn't read. */
  ignored: readonly number[];
  /** What people said of its last message, where that is what is learned. */
  answer: Answer | null;
  /** Whether what is asked is not read as the model will read it when it is asked. */
  isAskedOtherwise: boolean;
};

export type Loaded =
  | LoadedSample
  /** Left out without a stop. */
  | { as: "dropped"; messages: readonly Message[]; why: WhyNot }
  /** The trainer stops at this row. */
  | { as: "refused"; messages: readonly Message[]; why: WhyNot };

/** What a row is loaded with. */
export type Setting = Reader & {
  /** null = none. */
  maxLength: number | null;
  target: Target;
  /** What is said to the trainer besides, by its own names. */
  options?: Readonly<Record<string, unknown>>;
};

/** How a trainer loads a row of its file, restated; one row may be trained as several. */
export type Rules = {
  /** The package whose code is restated, and its version. */
  of: string;
  /** As the trainer has it where nobody says otherwise; null = as long as the model reads. */
  maxLength: number | null;
  load: (row: Readonly<Record<string, unknown>>, setting: Setting) => Loaded[];
};

export function dropped(messages: readonly Message[], why: WhyNot): Loaded {
  return { as: "dropped", messages, why };
}

export function refused(messages: readonly Message[], why: WhyNot): Loaded {
  return { as: "refused", messages, why };
}

export function row(messages: readonly Message[], loaded: LoadedRow, ignored: readonly number[] = []): Loaded {
  return { as: "row", messages, row: loaded, ignored, answer: null, isAskedOtherwise: false };
}

/** Tokens with their labels and owners, on their way to a row. */
export type Tokens = { ids: number[]; labels: number[]; owners: number[] };

export function noTokens(): Tokens {
  return { ids: [], labels: [], owners: [] };
}

/** Puts ids behind others, all trained or none. */
export function append(
  tokens: Tokens,
  ids: readonly number[],
  owners: readonly number[] | number,
  trained: boolean,
): void {
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i] ?? 0;
    tokens.ids.push(id);
    tokens.labels.push(trained ? id : untrained);
    tokens.owners.push(typeof owners === "number" ? owners : (owners[i] ?? -1));
  }
}

/** Cuts off the end, and counts the trained tokens that go with it. */
export function cutTo({ ids, labels, owners }: Tokens, maxLength: number | null): LoadedRow {
  if (maxLength === null || ids.length <= maxLength) return { ids, labels, owners, lost: 0 };
  return {
    ids: ids.slice(0, maxLength),
    labels: labels.slice(0, maxLength),
    owners: owners.slice(0, maxLength),
    lost: labels.slice(maxLength).filter((label) => label !== untrained).length,
  };
}
