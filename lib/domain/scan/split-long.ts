import type { Speaker } from "../dialogue";

/** A part of a dialogue that is too long: how many of its turns it takes, in their order, and their tokens. */
export type Part = { turns: number; tokens: number };

/**
 * Where a dialogue is cut so that each part has at most so many tokens. A part begins with a question and ends on its answer,
 * as a whole dialogue does: no turn is cut, none stands in two parts, none is left out. What one exchange alone takes more
 * for is a part of its own, longer than it should be. A last question without an answer stays with what came before it.
 */
export function partsOf(turns: readonly { speaker: Speaker; tokens: number }[], longest: number): Part[] {
  const parts: Part[] = [];
  for (const exchange of exchangesOf(turns)) {
    const last = parts.at(-1);
    if (!last || (exchange.isAnswered && last.tokens + exchange.tokens > longest))
      parts.push({ turns: exchange.turns, tokens: exchange.tokens });
    else {
      last.turns += exchange.turns;
      last.tokens += exchange.tokens;
    }
  }
  return parts;
}

type Exchange = Part & { isAsked: boolean; isAnswered: boolean };

/** From a question to the one after it; what an assistant says before the first one is of that one. */
function exchangesOf(turns: readonly { speaker: Speaker; tokens: number }[]): Exchange[] {
  const found: Exchange[] = [];
  for (const { speaker, tokens } of turns) {
    const isAnswer = speaker === "assistant";
    const last = found.at(-1);
    if (!last || (!isAnswer && last.isAsked))
      found.push({ turns: 1, tokens, isAsked: !isAnswer, isAnswered: isAnswer });
    else {
      last.turns += 1;
      last.tokens += tokens;
      last.isAsked ||= !isAnswer;
      last.isAnswered = isAnswer;
    }
  }
  return found;
}
