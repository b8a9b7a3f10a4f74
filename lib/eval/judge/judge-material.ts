import type { Round } from "@/lib/domain/judging/candidate";
import { type JudgeCall, judgeCaseOf } from "@/lib/domain/judging/judge-call";
import { transcriptOf, usualInstructions } from "./own-dialogue-prompts";
import { inGame, type JudgeMaterial } from "./render-prompt";

/** What a call is about. Throws where a candidate's rounds are not there. */
export function materialOf(call: JudgeCall, roundsOf: (candidateId: string) => Round[] | undefined): JudgeMaterial {
  const { turns, hasReference } = judgeCaseOf(call);
  const textsOf = (candidateId: string) => {
    const rounds = roundsOf(candidateId);
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
