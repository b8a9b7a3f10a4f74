import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { findDecision } from "@/lib/data/decisions";
import { lockDialogue } from "@/lib/data/dialogue-acts";
import { insertParts, listKeptParts, listPartsPutAway, type NewPart } from "@/lib/data/dialogue-parts";
import type { Queryable } from "@/lib/data/sql";
import type { Decision, DialogueAct } from "@/lib/domain/decision";
import type { Dialogue, Turn } from "@/lib/domain/dialogue";
import { summarizePath } from "@/lib/domain/path-summary";
import { partsOfPath } from "@/lib/domain/plan-split";
import { activePath, indexTurns, lastAnswered } from "@/lib/domain/turn-tree";

type Whole = { dialogue: Dialogue; turns: Turn[] };
type Done = {
  act: DialogueAct;
  /** The decision that it takes back. */
  undone: Decision | undefined;
  /** The dialogue after it. */
  now: Pick<Dialogue, "deletedAt">;
};

/**
 * After an act on a dialogue: its parts come when it is split, go into the trash when it comes out of there, and come back
 * when it is split after all.
 */
export async function moveParts(
  tx: Queryable,
  whole: Whole,
  { act, undone, now }: Done,
  move: (part: Whole, act: DialogueAct) => Promise<unknown>,
): Promise<void> {
  const { id, deletedAt } = whole.dialogue;
  if (act.kind === "split") return makeParts(tx, whole, act.ends);
  const comesBack = deletedAt !== null && now.deletedAt === null;
  const goesAgain = deletedAt === null && now.deletedAt !== null && undone !== undefined;
  if (!comesBack && !(goesAgain && (await hadTakenSplitBack(tx, undone)))) return;
  for (const partId of comesBack ? await listKeptParts(tx, id) : await listPartsPutAway(tx, id, undone?.id ?? "")) {
    const part = await lockDialogue(tx, partId);
    if (part) await move(part, { kind: comesBack ? "delete" : "restore" });
  }
}

async function hadTakenSplitBack(tx: Queryable, { act }: Decision): Promise<boolean> {
  return act.kind === "undo" && (await findDecision(act.decisionId, tx))?.act.kind === "split";
}

/** Makes dialogues of the parts, each with copies of its turns that name what they are copies of. */
async function makeParts(tx: Queryable, { dialogue, turns }: Whole, ends: string[]): Promise<void> {
  const path = activePath(indexTurns(turns), dialogue.headId);
  const parts = must(partsOfPath(path, ends), "parts of the dialogue");
  const made = parts.map((part, i) => partOf(part, dialogue, i === parts.length - 1));
  await insertParts(tx, dialogue.id, made);
}

function partOf(part: Turn[], { untrained, endMarkId }: Dialogue, isLast: boolean): NewPart {
  const idOf = new Map(part.map(({ id }) => [id, newId("turn")]));
  const copies = part.map((turn, i) => ({
    ...turn,
    id: idOf.get(turn.id) ?? "",
    parentId: i === 0 ? null : (idOf.get(part[i - 1]?.id ?? "") ?? null),
  }));
  const headId = lastAnswered(copies) ?? copies.at(-1)?.id ?? "";
  const { rounds, opening, flags } = summarizePath(activePath(indexTurns(copies), headId));
  return {
    id: newId("dialogue"),
    headId,
    rounds,
    opening: opening || (part[0]?.text.slice(0, 280) ?? ""),
    flags,
    untrained: untrained.flatMap((id) => idOf.get(id) ?? []),
    endMarkId: (endMarkId !== null && idOf.get(endMarkId)) || null,
    isLast,
    turns: copies.map(({ id, parentId }, i) => ({ id, parentId, copyOf: part[i]?.id ?? "" })),
  };
}
