import type { Turn, Verdict } from "../dialogue";
import { inForce } from "../in-force";
import { activePath, indexTurns } from "../turn-tree";
import type { ShownContext, ShownTurn } from "./preference";
import type { WrittenBy } from "./written-by";

export type JudgedTurn = Pick<Turn, "id" | "parentId" | "speaker" | "text" | "origin" | "keptFromId" | "abandoned"> & {
  /** In seconds since 1970, as of acts. */
  createdAt: number;
  writtenBy: WrittenBy;
};

/** A decision of the log, as far as it tells what was preferred. */
export type JudgingAct = {
  id: string;
  kind: "edit" | "regenerate" | "reject_turn" | "branch" | "choose" | "accept" | "undo";
  personId: string;
  /** The turn that the act names. */
  turnId: string | null;
  /** What an edit says. */
  text: string | null;
  /** Of a choice: the rejection of what is chosen is taken back. */
  despiteRejection: boolean;
  /** The head that the person saw. */
  headId: string | null;
  undoesId: string | null;
  createdAt: number;
};

/** A dialogue of a snapshot with its whole tree and what people did to it, both as they were when it was frozen. */
export type JudgedDialogue = {
  id: string;
  assistantPrompt: string;
  simulatorPrompt: string;
  /** From the root to the head. */
  pathIds: readonly string[];
  endMarkId: string | null;
  untrained: readonly string[];
  verdict: Verdict | null;
  turns: readonly JudgedTurn[];
  /** Oldest first. */
  decisions: readonly JudgingAct[];
};

/** The tree of a dialogue, with what people's acts that stand make of it. */
export class JudgedTree {
  readonly turns: Map<string, JudgedTurn>;
  /** Acts that nobody took back, oldest first. */
  readonly acts: readonly JudgingAct[];
  /** The path up to where a real user would have stopped. */
  readonly path: readonly JudgedTurn[];
  private readonly rejectedIds = new Set<string>();
  /** Places by what was said up to there, and by their turn. */
  private readonly placeOfWords = new Map<string, number>();
  private readonly placeOfTurn = new Map<string, number>();

  constructor(readonly dialogue: JudgedDialogue) {
    this.turns = indexTurns(dialogue.turns);
    this.acts = inForce(dialogue.decisions);
    const path = dialogue.pathIds.flatMap((id) => this.turns.get(id) ?? []);
    const end = path.findIndex(({ id }) => id === dialogue.endMarkId);
    this.path = end < 0 ? path : path.slice(0, end + 1);
    for (const { kind, turnId, despiteRejection } of this.acts) {
      if (turnId === null) continue;
      if (kind === "reject_turn") this.rejectedIds.add(turnId);
      if (kind === "choose" && despiteRejection) this.rejectedIds.delete(turnId);
    }
  }

  isRejected({ id, keptFromId }: JudgedTurn): boolean {
    if (this.rejectedIds.has(id)) return true;
    const source = keptFromId === null ? undefined : this.turns.get(keptFromId);
    return source !== undefined && this.isRejected(source);
  }

  /** Where its text comes from: of a copy, where the text of the first one did. */
  originOf(turn: JudgedTurn): JudgedTurn["origin"] {
    const source = turn.keptFromId === null ? undefined : this.turns.get(turn.keptFromId);
    return source ? this.originOf(source) : turn.origin;
  }

  isTrained({ id }: JudgedTurn): boolean {
    return !this.dialogue.untrained.includes(id);
  }

  /** The other versions of a turn: what else was said in its place, in the order of their birth. */
  versionsBeside(turn: JudgedTurn): JudgedTurn[] {
    return [...this.turns.values()]
      .filter(({ id, parentId, speaker }) => id !== turn.id && parentId === turn.parentId && speaker === turn.speaker)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Where a turn stands: the same number wherever the same was said before, in whichever turns. */
  placeOf({ parentId }: JudgedTurn): number {
    const way: JudgedTurn[] = [];
    for (let id = parentId; id !== null && !this.placeOfTurn.has(id); ) {
      const before = this.turns.get(id);
      if (!before) break;
      way.push(before);
      id = before.parentId;
    }
    // Each turn's words are looked at once, however many stand behind it.
    for (const { id, parentId: behind, text } of way.reverse()) {
      const words = `${this.placeOfTurn.get(behind ?? "") ?? 0} ${text}`;
      const place = this.placeOfWords.get(words) ?? this.placeOfWords.size + 1;
      this.placeOfWords.set(words, place);
      this.placeOfTurn.set(id, place);
    }
    return this.placeOfTurn.get(parentId ?? "") ?? 0;
  }

  /** What stood before a turn; null where something rejected stands there, or the end that a real user would make. */
  contextOf(turn: JudgedTurn): ShownContext | null {
    const { dialogue } = this;
    const way = activePath(this.turns, turn.parentId);
    if (way.some((before) => before.id === dialogue.endMarkId || this.isRejected(before))) return null;
    const system = turn.speaker === "user" ? dialogue.simulatorPrompt : dialogue.assistantPrompt;
    return { system, turns: way.map(shown) };
  }
}

export function shown({ id, speaker, text, writtenBy: origin }: JudgedTurn): ShownTurn {
  return { id, speaker, text, origin };
}
