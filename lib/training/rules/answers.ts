import type { Answer } from "@/lib/domain/training/audit";
import type { Message } from "../chat-template";
import { append, cutTo, type Loaded, type LoadedRow, noTokens, type Rules, row, untrained } from "../loaded-row";

/** A sample of what was asked and what was said to it, of which the latter is learned. */
export type Answered = {
  messages: readonly Message[];
  ids: readonly number[];
  owners: readonly number[];
  /** So many of the tokens are what was asked. */
  asked: number;
};

/** Cut at the end, like most trainers do. */
export function cutAnswer(
  { messages, ids, owners, asked }: Answered,
  answer: Answer,
  maxLength: number | null,
): Loaded {
  const tokens = noTokens();
  append(tokens, ids.slice(0, asked), owners, false);
  append(tokens, ids.slice(asked), owners.slice(asked), true);
  return said(row(messages, cutTo(tokens, maxLength)), answer);
}

/** A sample with what people said of it. */
export function said(loaded: Loaded, answer: Answer): Loaded {
  return loaded.as === "row" ? { ...loaded, answer } : loaded;
}

/** Both answers, or why the row is not trained on. */
export function both(chosen: Loaded, rejected: Loaded): Loaded[] {
  const lost = [chosen, rejected].find(({ as }) => as !== "row");
  return lost ? [lost] : [said(chosen, "chosen"), said(rejected, "rejected")];
}

export function askedOtherwise(loaded: Loaded): Loaded {
  return loaded.as === "row" ? { ...loaded, isAskedOtherwise: true } : loaded;
}

/**
 * The same rows as a model that scores texts learns from them: no token is foretold, two whole texts are compared, and all
 * that can tell them apart stands behind where they part.
 */
export function asScores(rules: Rules): Rules {
  return {
    ...rules,
    load: (given, setting) => {
      const loaded = rules.load(given, setting);
      const [chosen, rejected] = loaded;
      if (chosen?.as !== "row" || rejected?.as !== "row") return loaded;
      const same = inCommon(chosen.row.ids, rejected.row.ids);
      return [chosen, rejected].map((one) => ({ ...one, row: learnedFrom(one.row, same) }));
    },
  };
}

function learnedFrom(loaded: LoadedRow, from: number): LoadedRow {
  return { ...loaded, labels: loaded.ids.map((id, i) => (i < from ? untrained : id)) };
}

export function inCommon(ids: readonly number[], others: readonly number[]): number {
  let same = 0;
  while (same < ids.length && same < others.length && ids[same] === others[same]) same++;
  return same;
}
