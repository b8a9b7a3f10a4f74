import type { EvaluationKind, EvaluationSpec, EvaluationStatus } from "@/lib/domain/judging/evaluation";
import { Badge } from "../ui/badge";
import type { Tone } from "../ui/tone";

export const kindWords: Record<EvaluationKind, string> = {
  answers: "Answers to questions",
  dialogues: "Whole dialogues",
  turing: "Real or simulated?",
};

/** Stated beside every rating, since the figures depend on it. */
export const tieWords: Record<EvaluationSpec["ties"], string> = {
  half_win: "a tie is half a win for each",
  davidson: "ties by Davidson's model",
  rao_kupper: "ties by Rao and Kupper's model",
};

const statusWords: Record<EvaluationStatus, [string, Tone]> = {
  draft: ["Draft", "neutral"],
  open: ["Open", "ok"],
  paused: ["Paused", "warn"],
  closed: ["Closed", "neutral"],
};

export function StatusBadge({ status }: { status: EvaluationStatus }) {
  const [words, tone] = statusWords[status];
  return <Badge tone={tone}>{words}</Badge>;
}
