import { isReferenceGuided } from "@/lib/domain/judging/benchmark";
import type { Round } from "@/lib/domain/judging/contender";
import type { EvaluationItem, EvaluationSpec } from "@/lib/domain/judging/evaluation";
import {
  choosePrompt,
  describeCase,
  type JudgeCase,
  type JudgeMode,
  type JudgePrompt,
} from "@/lib/domain/judging/judge-prompt";
import { transcriptOf, usualInstructions } from "./own-dialogue-prompts";
import { inGame, type JudgeMaterial } from "./render-prompt";

/** One thing to ask a judge: an answer or a pair, up to a turn of its item; of a pair the order in which it stands. */
export type JudgeCall = {
  mode: JudgeMode;
  firstId: string;
  /** Null where one answer is scored. */
  secondId: string | null;
  /** From 1; how many questions of the item the judge sees. */
  turn: number;
  game: 0 | 1 | 2;
} & Pick<EvaluationItem, "category" | "turns" | "reference"> &
  Pick<EvaluationSpec, "kind" | "instructions">;

export function judgeCaseOf({ kind, mode, turn, ...item }: JudgeCall): JudgeCase {
  if (kind === "dialogues") return { mode, turns: 0, hasReference: false };
  return { mode, turns: turn, hasReference: isReferenceGuided(item, turn) };
}

/** The prompt for a call. Throws in words where the set has none. */
export function promptFor(call: JudgeCall, set: { name: string; prompts: readonly JudgePrompt[] }): JudgePrompt {
  const wanted = judgeCaseOf(call);
  const prompt = choosePrompt(set.prompts, wanted);
  if (!prompt) throw new Error(`The set ${set.name} has no prompt for ${describeCase(wanted)}.`);
  return prompt;
}

/** What a call is about. Throws where a contender's rounds are not there. */
export function materialOf(call: JudgeCall, roundsOf: (contenderId: string) => Round[] | undefined): JudgeMaterial {
  const { turns, hasReference } = judgeCaseOf(call);
  const textsOf = (contenderId: string) => {
    const rounds = roundsOf(contenderId);
    if (!rounds) throw new Error("What is to be judged is not there.");
    return turns === 0 ? [transcriptOf(rounds)] : rounds.slice(0, turns).map(({ assistant }) => assistant);
  };
  const { firstId, secondId, game } = call;
  const first = textsOf(firstId);
  return {
    questions: turns === 0 ? [call.instructions.trim() || usualInstructions] : call.turns.slice(0, turns),
    references: hasReference ? (call.reference?.slice(0, turns) ?? null) : null,
    answers: secondId === null ? [first] : inGame(first, textsOf(secondId), game === 2 ? 2 : 1),
  };
}
