import type { GivenDialogue, GivenTurn } from "./dialogue-in-file";
import type { ImportOptions } from "./import-options";

/** A dialogue as it is stored, and what was done to make it one; or why it is refused. */
export type Settled =
  | { ok: true; dialogue: GivenDialogue; joined: number; cut: number }
  | { ok: false; message: string };

type Choices = Pick<ImportOptions, "leadingAssistant" | "sameSpeaker">;

/**
 * Brings a dialogue of a file into the shape that all dialogues have: on every way from a beginning to an end the speakers
 * take turns, and each turn says something. Turns without text go, with what stood before them kept for the next; what
 * becomes of two turns of one speaker, and of an assistant who begins, is chosen. The order of turns stays.
 */
export function settleGiven(given: GivenDialogue, { leadingAssistant, sameSpeaker }: Choices): Settled {
  const spoken = withoutTurns(
    given,
    given.turns.map(({ text }) => text.trim() === ""),
  );
  const twice = spoken.turns.findIndex(
    ({ parent, speaker }) => parent !== null && spoken.turns[parent]?.speaker === speaker,
  );
  if (twice >= 0 && sameSpeaker === "refuse")
    return {
      ok: false,
      message: `Turn ${twice + 1} is by the same speaker as the one before it. Join them, or take the dialogue out.`,
    };
  const joined = twice < 0 ? { given: spoken, count: 0 } : joinedTurns(spoken);
  const leads = joined.given.turns.map(({ parent, speaker }) => parent === null && speaker === "assistant");
  const isCut = leadingAssistant === "cut" && leads.includes(true);
  const dialogue = isCut ? withoutTurns(joined.given, leads) : joined.given;
  if (dialogue.turns.length === 0) return { ok: false, message: "No turn of it says anything." };
  return { ok: true, dialogue, joined: joined.count, cut: isCut ? leads.filter(Boolean).length : 0 };
}

/** Takes turns out; those that followed one follow what that had followed, and its asides stand before them. */
function withoutTurns(given: GivenDialogue, out: readonly boolean[]): GivenDialogue {
  if (!out.includes(true)) return given;
  const turns: GivenTurn[] = [];
  /** Of each turn: the place that it has now or, where it is out, of the one before it, and the asides it leaves. */
  const places: { now: number | null; left: GivenTurn["asides"] }[] = [];
  for (const [i, turn] of given.turns.entries()) {
    const before = turn.parent === null ? undefined : places[turn.parent];
    const now = before?.now ?? null;
    const asides = [...(before?.left ?? []), ...turn.asides];
    if (out[i]) places.push({ now, left: asides });
    else places.push({ now: turns.push({ ...turn, parent: now, asides }) - 1, left: [] });
  }
  return { ...given, turns, head: given.head === null ? null : (places[given.head]?.now ?? null) };
}

/**
 * Makes one turn of two by the same speaker. A turn that others answer as it stands stays besides: where a tree goes on
 * from it in both ways, each way keeps what was said on it.
 */
function joinedTurns(given: GivenDialogue): { given: GivenDialogue; count: number } {
  const { turns: before } = given;
  const isAnswered = before.map(() => false);
  const goesOn = before.map(() => false);
  for (const { parent, speaker } of before)
    if (parent !== null) (before[parent]?.speaker === speaker ? goesOn : isAnswered)[parent] = true;
  const turns: GivenTurn[] = [];
  const whole: GivenTurn[] = [];
  const now: (number | null)[] = [];
  let count = 0;
  for (const [i, turn] of before.entries()) {
    const first = turn.parent === null ? undefined : before[turn.parent];
    const begun = turn.parent !== null && first?.speaker === turn.speaker ? whole[turn.parent] : undefined;
    if (begun) count += 1;
    const parent = begun ? begun.parent : turn.parent === null ? null : (now[turn.parent] ?? null);
    const joined = begun ? joinOf(begun, turn) : { ...turn, parent };
    whole.push(joined);
    // Where it only goes on, it is part of what goes on.
    const isPart = goesOn[i] && !isAnswered[i] && i !== given.head;
    now.push(isPart ? null : turns.push(joined) - 1);
  }
  return { given: { ...given, turns, head: given.head === null ? null : (now[given.head] ?? null) }, count };
}

function joinOf(first: GivenTurn, second: GivenTurn): GivenTurn {
  const reasoning = [first.reasoning, second.reasoning].filter((text) => text !== null).join("\n\n");
  return {
    speaker: first.speaker,
    text: `${first.text}\n\n${second.text}`,
    reasoning: reasoning === "" ? null : reasoning,
    trained: first.trained && second.trained,
    parent: first.parent,
    asides: [...first.asides, ...second.asides],
  };
}
