import type { DialogueFilter } from "@/lib/domain/dialogue-filter";

/** A condition on dialogues that a figure was counted by. */
type Condition = Pick<
  DialogueFilter,
  "verdict" | "endReason" | "edited" | "duplicates" | "flag" | "simulator" | "assistant"
>;

/**
 * Those of some dialogues of which another condition holds, too. Null where the filter that they were found by says something of
 * the same field already and not this: both cannot stand in one filter.
 */
export function dialoguesBehind(dialogues: DialogueFilter | null, condition: Condition): DialogueFilter | null {
  if (!dialogues) return null;
  for (const [field, word] of Object.entries(condition)) {
    const said = dialogues[field as keyof Condition];
    if (said === undefined || said === word) continue;
    // Of flags a dialogue has several: having one of those named before does not tell that it has this one.
    if (field === "flag" || !said.split(",").includes(String(word))) return null;
  }
  return { ...dialogues, ...condition };
}
