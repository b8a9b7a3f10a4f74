import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import type { Round } from "@/lib/domain/judging/candidate";
import type { EvaluationItem } from "@/lib/domain/judging/evaluation";
import { keyedByOpening } from "@/lib/domain/judging/match-dialogues";
import type { Fitting } from "./fit-answers";

/** A dialogue as it is shown: rounds from a question to an answer; with its record in a file, or its id in the studio. */
export type ShownDialogue = { rounds: Round[]; record?: unknown; dialogueId?: string };

/**
 * A candidate's dialogues: matched by their opening with the items that are there. Where each stands alone, and where
 * nothing is there yet to be matched with, they bring their items along.
 */
export function fitDialogues(
  dialogues: readonly ShownDialogue[],
  items: EvaluationItem[],
  candidateId: string,
  kind: "dialogues" | "turing",
): Fitting {
  if (kind === "turing" || items.length === 0) {
    const own = dialogues.map(({ rounds }) => itemOf(rounds));
    const responses = dialogues.map((dialogue, i) => ({ ...dialogue, itemId: own[i]?.id ?? "", candidateId }));
    return { responses, items: own, notes: [] };
  }
  const given = keyedByOpening(dialogues);
  const asked = keyedByOpening(
    items.map(({ id, turns }) => ({ id, rounds: [{ user: turns[0] ?? "", assistant: "" }] })),
  );
  const responses = [...asked].flatMap(([key, { id: itemId }]) => {
    const dialogue = given.get(key);
    return dialogue ? [{ ...dialogue, itemId, candidateId }] : [];
  });
  if (responses.length === 0)
    throw new AppError(
      "invalid",
      "None of these dialogues begins with a question of this evaluation. Nothing was stored.",
    );
  const unmatched = dialogues.length - responses.length;
  const notes =
    unmatched > 0 ? [`${unmatched} dialogues begin with no question of this evaluation and are left out.`] : [];
  return { responses, items: [], notes };
}

/** The item that a dialogue brings along: its opening question. */
export function itemOf(rounds: readonly Round[]): Omit<EvaluationItem, "position"> {
  const turns = [rounds[0]?.user ?? ""];
  return { id: newId("evaluationItem"), questionId: null, category: "", turns, reference: null };
}
