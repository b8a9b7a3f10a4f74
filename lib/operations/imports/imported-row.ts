import { createHash } from "node:crypto";
import { newId } from "@/lib/base/ids";
import type { NewImported } from "@/lib/data/import-course";
import { requireProject } from "@/lib/data/project-at-work";
import type { TurnFlag } from "@/lib/domain/dialogue";
import type { GivenDialogue } from "@/lib/domain/dialogue-in-file";
import { summarizePath } from "@/lib/domain/path-summary";
import { activePath, lastAnswered } from "@/lib/domain/turn-tree";
import type { KeptOfWhole, WholeDialogue } from "@/lib/domain/whole/whole-dialogue";
import { holdsLostLetters } from "@/lib/formats/lost-letters";

/** A dialogue as a row, with ids of its own. The user of the source goes in as a hash that holds within the project. */
export function imported(dialogue: GivenDialogue, number: number): NewImported {
  const { whole } = dialogue;
  const ids = dialogue.turns.map(() => newId("turn"));
  const idAt = (place: number | null | undefined) => (typeof place === "number" ? (ids[place] ?? null) : null);
  const turns = dialogue.turns.map(({ speaker, text, reasoning, asides, parent }, i) => ({
    id: ids[i] ?? "",
    parentId: idAt(parent),
    speaker,
    text,
    reasoning,
    asides: asides.length > 0 ? JSON.stringify(asides) : null,
    flags: flagsOf(whole, i) ?? (holdsLostLetters([text, reasoning]) ? (["repaired_text"] satisfies TurnFlag[]) : []),
    own: ownOf(whole, i, idAt),
  }));
  const tree = new Map(turns.map((turn) => [turn.id, turn]));
  const way = activePath(tree, idAt(dialogue.head));
  const headId = lastAnswered(way) ?? way.at(-1)?.id ?? ids[0] ?? "";
  const path = activePath(tree, headId);
  const { rounds, opening, flags } = summarizePath(path);
  const given = Object.entries(whole ? givenByUs(whole) : givenByOthers(dialogue)).filter(
    ([, value]) => value !== null && value !== undefined && !(isCounted(value) && value.length === 0),
  );
  return {
    id: newId("dialogue"),
    number,
    headId,
    rounds,
    opening: opening || (path[0]?.text ?? ""),
    flags,
    untrained: dialogue.turns.flatMap(({ trained }, i) => (trained ? [] : [ids[i] ?? ""])),
    own: whole ? { endMarkId: idAt(whole.endMark), verdict: whole.verdict, tags: whole.tags } : null,
    given: JSON.stringify(Object.fromEntries(given)),
    turns,
  };
}

function isCounted(value: unknown): value is { length: number } {
  return typeof value === "string" || Array.isArray(value);
}

function givenByOthers({ id, system, sourceUser, language, model, trailing }: GivenDialogue) {
  const user =
    sourceUser && createHash("sha256").update(`${requireProject()}\n${sourceUser}`).digest("hex").slice(0, 32);
  return { id, system, user, language, model, trailing };
}

/** Its user is a hash already, and stays the same one. */
function givenByUs(whole: WholeDialogue) {
  const { id, at, source, acts, labels, split, system, simulatorPrompt, trailing } = whole;
  const file = source.kind === "file" ? source : undefined;
  const kept: KeptOfWhole = { id, at, source, acts, labels, split };
  const { user, language, model } = file ?? {};
  return { id: file?.id, system, simulatorPrompt, user, language, model, trailing, whole: kept };
}

function flagsOf(whole: WholeDialogue | undefined, place: number): TurnFlag[] | undefined {
  return whole && (whole.turns[place]?.flags ?? []);
}

function ownOf(
  whole: WholeDialogue | undefined,
  i: number,
  idAt: (place: number | undefined) => string | null,
): NewImported["turns"][number]["own"] {
  const turn = whole?.turns[i];
  if (!turn) return null;
  const { by, model, person, act, insteadOf, labels, at, copyOf, abandoned = false, raw = null } = turn;
  return { keptFromId: idAt(copyOf), abandoned, raw, given: { by, model, person, act, insteadOf, labels, at } };
}
