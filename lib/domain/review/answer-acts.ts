import type { DialogueAct } from "../decision";
import type { Dialogue, Turn } from "../dialogue";
import type { ReviewAnswer } from "./answer";
import type { GuidelineText } from "./guideline";

/**
 * The acts that bring the proposed texts of an answer onto a dialogue: the last turn first, so that those above it
 * still have their ids when their turn comes. `headId` is filled in as each is done, for every edit moves the head.
 */
export function editActs(answer: ReviewAnswer, path: Turn[]): Omit<Extract<DialogueAct, { kind: "edit" }>, "headId">[] {
  const texts = new Map(answer.edits.map(({ turnId, text }) => [turnId, text]));
  return path.toReversed().flatMap(({ id, text: before }) => {
    const text = texts.get(id);
    if (text === undefined || text === before) return [];
    return [{ kind: "edit" as const, turnId: id, text, after: "keep" as const }];
  });
}

/**
 * The acts that follow the edits: end mark, mask, verdict; none of what is so already. `judged` is the path that the
 * answer is about and `path` the one after the edits: turn for turn the same.
 */
export function judgingActs(
  answer: ReviewAnswer,
  { reasons }: Pick<GuidelineText, "reasons">,
  judged: Turn[],
  path: Turn[],
  dialogue: Dialogue,
): DialogueAct[] {
  const now = new Map(judged.map(({ id }, i) => [id, path[i]?.id ?? id]));
  const acts: DialogueAct[] = [];
  const endMarkId = answer.endMarkId === null ? null : (now.get(answer.endMarkId) ?? null);
  if (endMarkId !== null && endMarkId !== dialogue.endMarkId) acts.push({ kind: "end_here", turnId: endMarkId });
  const turnIds = answer.untrained
    .map((id) => now.get(id) ?? id)
    .filter((turnId) => !dialogue.untrained.includes(turnId));
  if (turnIds.length > 0) acts.push({ kind: "mask", turnIds, trained: false });
  if (answer.verdict === dialogue.verdict) return acts;
  const { headId } = dialogue;
  const note = answer.note === "" ? undefined : answer.note;
  const labels = reasons.filter(({ key }) => answer.reasons.includes(key)).map(({ label }) => label);
  acts.push(
    answer.verdict === "accepted"
      ? { kind: "accept", headId, note }
      : { kind: "reject", headId, reasons: labels, note },
  );
  return acts;
}
