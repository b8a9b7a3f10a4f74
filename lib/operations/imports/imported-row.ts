import { createHash } from "node:crypto";
import { newId } from "@/lib/base/ids";
import type { NewImported } from "@/lib/data/import-course";
import { requireProject } from "@/lib/data/project-at-work";
import type { TurnFlag } from "@/lib/domain/dialogue";
import type { GivenDialogue } from "@/lib/domain/dialogue-in-file";
import { summarizePath } from "@/lib/domain/path-summary";
import { activePath, lastAnswered } from "@/lib/domain/turn-tree";
import { holdsLostLetters } from "@/lib/formats/lost-letters";

/** A dialogue as a row, with ids of its own. The user of the source goes in as a hash that holds within the project. */
export function imported(dialogue: GivenDialogue, number: number): NewImported {
  const { id, system, sourceUser, language, model, trailing } = dialogue;
  const ids = dialogue.turns.map(() => newId("turn"));
  const parentOf = (place: number | null) => (place === null ? null : (ids[place] ?? null));
  const turns = dialogue.turns.map(({ speaker, text, reasoning, asides, parent }, i) => ({
    id: ids[i] ?? "",
    parentId: parentOf(parent),
    speaker,
    text,
    reasoning,
    asides: asides.length > 0 ? JSON.stringify(asides) : null,
    flags: holdsLostLetters([text, reasoning]) ? (["repaired_text"] satisfies TurnFlag[]) : [],
  }));
  const tree = new Map(turns.map((turn) => [turn.id, turn]));
  const whole = activePath(tree, parentOf(dialogue.head));
  const headId = lastAnswered(whole) ?? whole.at(-1)?.id ?? ids[0] ?? "";
  const path = activePath(tree, headId);
  const { rounds, opening, flags } = summarizePath(path);
  const user =
    sourceUser && createHash("sha256").update(`${requireProject()}\n${sourceUser}`).digest("hex").slice(0, 32);
  const given = Object.entries({ id, system, user, language, model, trailing }).filter(
    ([, value]) => value !== null && value.length > 0,
  );
  const untrained = dialogue.turns.flatMap(({ trained }, i) => (trained ? [] : [ids[i] ?? ""]));
  return {
    id: newId("dialogue"),
    number,
    headId,
    rounds,
    opening: opening || (path[0]?.text ?? ""),
    flags,
    untrained,
    given: JSON.stringify(Object.fromEntries(given)),
    turns,
  };
}
