import type { TrainingRow } from "@/lib/formats/trainers/trainer";
import type { AuditedRow, AuditedTurn } from "@/lib/training/audited-row";
import type { ChosenRecord } from "./chosen-records";

/** A row of a file, with what is known of the turns in it. */
export function auditedRow(chosen: ChosenRecord, { record, turns, owners }: TrainingRow, part: string | null) {
  const { dialogueId, dialogue } = chosen;
  const said = dialogue ? turnsOf(dialogue.turns, turns) : shownTurns(chosen);
  const row: AuditedRow = { record, turns: said, dialogueId, part };
  if (owners) row.owners = owners;
  return row;
}

/** Of a dialogue: those that the row holds. */
function turnsOf(all: NonNullable<ChosenRecord["dialogue"]>["turns"], held: TrainingRow["turns"]): AuditedTurn[] {
  const byId = new Map(all.map((turn) => [turn.id, turn]));
  return held.flatMap(({ id, isTrained }) => {
    const turn = byId.get(id);
    if (!turn) return [];
    const { speaker, text, origin, trained } = turn;
    return [{ speaker, text, origin, isMasked: !trained || !isTrained, answer: null }];
  });
}

/** Of a pair or a label: what was shown, then what was said to it. */
function shownTurns({ turns, answers }: ChosenRecord): AuditedTurn[] {
  const asked = turns.length - answers.length;
  return turns.map(({ speaker, text, origin }, i) => {
    return { speaker, text, origin, isMasked: i < asked, answer: answers[i - asked] ?? null };
  });
}
