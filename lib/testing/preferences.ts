import type { BinarySignal, PreferencePair, ShownTurn } from "@/lib/domain/training/preference";

type Given = { side?: "assistant" | "user"; system?: string; before?: string[] };

/** Two answers to `before`, which begins with the user; of the user's side two questions after it. */
export function preferencePair(
  chosen: string,
  rejected: string,
  { side = "assistant", ...given }: Given = {},
): PreferencePair {
  const context = contextOf(side, given);
  const said = (id: string, text: string): ShownTurn => ({ id, speaker: side, text, origin: "model" });
  return { dialogueId: "dlg_1", signals: ["edit"], context, chosen: said("c", chosen), rejected: said("r", rejected) };
}

/** An answer to `before`, or a question after it, and whether people found it good. */
export function binarySignal(text: string, label: boolean, { side = "assistant", ...given }: Given = {}): BinarySignal {
  const completion: ShownTurn = { id: "c", speaker: side, text, origin: "model" };
  return { dialogueId: "dlg_1", signals: ["acceptance"], context: contextOf(side, given), completion, label };
}

function contextOf(side: "assistant" | "user", { system = "", before }: Omit<Given, "side">) {
  const turns = (before ?? (side === "assistant" ? ["Why?"] : [])).map(
    (text, i): ShownTurn => ({ id: `t${i + 1}`, speaker: i % 2 ? "assistant" : "user", text, origin: "model" }),
  );
  return { system, turns };
}
