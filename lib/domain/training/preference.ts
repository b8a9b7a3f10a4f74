import type { Speaker } from "../dialogue";
import type { Signal } from "./signal";
import type { WrittenBy } from "./written-by";

/** A turn as it was shown; without id and origin where it belongs to no dialogue, as the answers of an evaluation. */
export type ShownTurn = { id: string | null; speaker: Speaker; text: string; origin: WrittenBy | null };

/** What stood before: the system prompt of the side that speaks, and the turns on the way there, the first one first. */
export type ShownContext = { system: string; turns: readonly ShownTurn[] };

/** Two texts for one place, of which people preferred one. Nothing in it tells who did. */
export type PreferencePair = {
  /** The dialogue that it belongs to, by which it is split. */
  dialogueId: string;
  /** All that tell so, in the order of the closed set. */
  signals: readonly Signal[];
  context: ShownContext;
  chosen: ShownTurn;
  rejected: ShownTurn;
};

/** A text of which people said that it is good, or that it is not. */
export type BinarySignal = {
  dialogueId: string;
  signals: readonly Signal[];
  context: ShownContext;
  completion: ShownTurn;
  label: boolean;
};

/** What people told, once each, and how much was left out since they said opposite things of the same. */
export type Preferences = {
  pairs: PreferencePair[];
  labels: BinarySignal[];
  opposed: { pairs: number; labels: number };
};

/** True of a context in which `speaker` is next: turn by turn from a question on, and none of them empty. */
export function isAnswerable({ turns }: ShownContext, speaker: Speaker): boolean {
  const alternates = turns.every((turn, i) => turn.speaker === (i % 2 ? "assistant" : "user") && !isBlank(turn.text));
  return alternates && turns.length % 2 === (speaker === "user" ? 0 : 1);
}

export function isBlank(text: string): boolean {
  return text.trim() === "";
}

/** The same of whatever is asked in the same words. */
export function keyOfContext({ system, turns }: ShownContext): string {
  return JSON.stringify([system, ...turns.map(({ text }) => text)]);
}
