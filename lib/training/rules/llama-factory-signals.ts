import { append, dropped, noTokens, type Rules, refused, row, type Tokens } from "../loaded-row";
import { both, said } from "./answers";
import { alignedTurns, answeredTurns, encodeTurns, shares } from "./llama-factory";
import { messagesOf } from "./messages-of";

/**
 * LLaMA-Factory's pairs: turns that end on a question, and two answers to it. The length is shared between what is asked
 * and the longer of both; both are cut alike.
 */
export const llamaFactoryRanking: Rules = {
  of: "llamafactory 0.9.5",
  maxLength: 2048,
  load: (given, setting) => {
    const aligned = alignedTurns(given, setting);
    if ("as" in aligned) return [aligned];
    const { all, first } = aligned;
    if ((all.length - first) % 2 === 0) return [dropped(all, "odd_number")];
    const answers = messagesOf([given.chosen, given.rejected], "from", "value");
    if (!answers) return [dropped(all, "no_answer")];
    const samples = answers.map((answer) => [...all, answer]);
    const [one, other] = samples.map((messages) => encodeTurns({ ...aligned, all: messages }, setting));
    if (!one || !other) return [refused(all, "unread_shape")];
    const longest = Math.max(lengthOf(one.at(-1)), lengthOf(other.at(-1)));
    const parts = shares(lengthOf(...one.slice(0, -1)), longest, setting.maxLength ?? Number.POSITIVE_INFINITY);
    const [chosen, rejected] = [one, other].map((turns, i) => row(samples[i] ?? [], cutShares(turns, parts)));
    return chosen && rejected ? both(chosen, rejected) : [];
  },
};

/** Its single answers: good ones and bad ones are told apart by an answer that is empty, so that an empty good one counts as bad. */
export const llamaFactoryKto: Rules = {
  of: "llamafactory 0.9.5",
  maxLength: 2048,
  load: (given, setting) => {
    const aligned = answeredTurns(given, setting);
    if ("as" in aligned) return [aligned];
    const { all } = aligned;
    if (typeof given.kto_tag !== "boolean") return [dropped(all, "no_answer")];
    const turns = encodeTurns(aligned, setting);
    if (!turns) return [refused(all, "unread_shape")];
    const [asked, answer] = [lengthOf(...turns.slice(0, -1)), lengthOf(turns.at(-1))];
    const parts = shares(asked, answer, setting.maxLength ?? Number.POSITIVE_INFINITY);
    const isGood = given.kto_tag && all.at(-1)?.content !== "";
    return [said(row(all, cutShares(turns, parts)), isGood ? "good" : "bad")];
  },
};

function lengthOf(...turns: (Tokens | undefined)[]): number {
  return turns.reduce((all, turn) => all + (turn?.ids.length ?? 0), 0);
}

/** So much of what was asked, and so much of the answer, which is learned. */
function cutShares(turns: readonly Tokens[], [ofAsked, ofAnswer]: readonly [number, number]) {
  const [asked, answer] = [noTokens(), turns.at(-1) ?? noTokens()];
  for (const { ids, owners } of turns.slice(0, -1)) append(asked, ids, owners, false);
  const cut = noTokens();
  append(cut, asked.ids.slice(0, ofAsked), asked.owners, false);
  append(cut, answer.ids.slice(0, ofAnswer), answer.owners, true);
  return { ...cut, lost: Math.max(0, answer.ids.length - ofAnswer) };
}
