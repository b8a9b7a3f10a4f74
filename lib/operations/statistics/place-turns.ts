import type { GapOrder } from "@/lib/domain/statistics/gap";
import { directionOf } from "@/lib/measures/directions";
import { type Centres, nearest } from "@/lib/measures/k-means";
import type { QuestionVector } from "./vectors";

/** Turns and dialogues of a cluster that are kept on each side, the nearest to its centre first. */
const [mostTurns, mostDialogues, examples, lengthOfExample] = [2_000, 50_000, 3, 280];

type Turn = { turnId: string; dialogueId: string; text: string; cosine: number };

/** What one side has of a cluster. */
export type Members = { turns: Turn[]; dialogueIds: string[]; count: number };

/** Which of a dialogue's questions are looked at. */
export function wanted<T>(questions: readonly T[], turns: GapOrder["turns"]): readonly T[] {
  return turns === "openings" ? questions.slice(0, 1) : questions;
}

/** Puts turns of one side to the clusters, dialogue by dialogue. */
export class Placing {
  readonly placed: number[][] = [];
  readonly members: Members[];
  turns = 0;
  skipped = 0;

  constructor(
    private readonly centres: Centres,
    private readonly mean: Float32Array,
  ) {
    const count = centres.numbers.length / centres.dimensions;
    this.members = Array.from({ length: count }, () => ({ turns: [], dialogueIds: [], count: 0 }));
  }

  /** The turns of one dialogue. */
  add(questions: readonly QuestionVector[]): void {
    const clusters: number[] = [];
    for (const { vector, ...turn } of questions) {
      if (!vector) {
        this.skipped++;
        continue;
      }
      const { centre, cosine } = nearest(this.centres, directionOf(vector, this.mean));
      const members = this.members[centre];
      if (!members) continue;
      if (!clusters.includes(centre) && members.dialogueIds.length < mostDialogues)
        members.dialogueIds.push(turn.dialogueId);
      clusters.push(centre);
      members.count++;
      members.turns.push({ ...turn, cosine });
      if (members.turns.length >= 2 * mostTurns) keepNearest(members.turns);
    }
    this.turns += clusters.length;
    this.placed.push(clusters);
  }

  /** What is kept of each cluster. */
  close(): Members[] {
    for (const { turns } of this.members) keepNearest(turns);
    return this.members;
  }
}

function keepNearest(turns: Turn[]): void {
  turns.sort((a, b) => b.cosine - a.cosine || (a.turnId < b.turnId ? -1 : 1));
  turns.length = Math.min(turns.length, mostTurns);
}

/** A few turns that stand for a cluster, none said twice. */
export function examplesOf({ turns }: Members): { dialogueId: string; text: string }[] {
  const found = new Map<string, string>();
  for (const { text, dialogueId } of turns) {
    const shown = text.length > lengthOfExample ? `${[...text.slice(0, lengthOfExample)].join("").trimEnd()}…` : text;
    if (!found.has(shown)) found.set(shown, dialogueId);
    if (found.size === examples) break;
  }
  return [...found].map(([text, dialogueId]) => ({ text, dialogueId }));
}
