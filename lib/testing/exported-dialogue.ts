import type { Speaker } from "@/lib/domain/dialogue";
import type { ExportedDialogue, ExportedTurn } from "@/lib/domain/dialogue-in-file";

type Given = Partial<ExportedTurn> & { speaker: Speaker; text: string };

/** A dialogue on its way into a file, with all that a test leaves unsaid. */
export function exportedDialogue({
  turns,
  ...given
}: Partial<Omit<ExportedDialogue, "turns">> & { turns: Given[] }): ExportedDialogue {
  const id = given.id ?? "dlg_1";
  return {
    id,
    assistantPrompt: given.assistantPrompt ?? "",
    simulatorPrompt: given.simulatorPrompt ?? "",
    turns: turns.map((turn, i) => ({
      id: turn.id ?? `${id}_turn_${i + 1}`,
      speaker: turn.speaker,
      text: turn.text,
      reasoning: turn.reasoning ?? null,
      trained: turn.trained ?? true,
      origin: turn.origin ?? "model",
      asides: turn.asides ?? [],
    })),
  };
}
