import { readAuthoredTurns } from "@/lib/data/authored-turns";
import { type Author, type AuthoredTurn, authoredSpans, inCodePoints } from "@/lib/domain/training/authored-spans";
import type { Pseudonyms } from "@/lib/domain/whole/whole-of-tree";
import type { TrainingRow } from "@/lib/formats/trainers/trainer";
import type { ChosenRecord } from "./chosen-records";
import type { Findings } from "./findings";

/** Who wrote the turns of these dialogues. */
export async function authoredIn(some: readonly ChosenRecord[]): Promise<Map<string, AuthoredTurn>> {
  const textOf = new Map(some.flatMap(({ turns }) => turns.map(({ id, text }) => [id ?? "", text])));
  return readAuthoredTurns([...new Set(some.map(({ dialogueId }) => dialogueId))], (id) => textOf.get(id));
}

type Naming = { people: Pseudonyms; tell: Findings | undefined };

/** The turns of a row, and who wrote which letters of them; people by the numbers that they have in the file. */
export function writersOf(turns: TrainingRow["turns"], authored: Map<string, AuthoredTurn>, naming: Naming) {
  return turns.map(({ id, isTrained }) => {
    const text = authored.get(id)?.text ?? "";
    const found = authoredSpans(id, (other) => authored.get(other));
    const spans = inCodePoints(text, found).map(({ start, end, author }) => {
      return [start, end, author.by, whoOf(author, naming), author.act];
    });
    return { turn: id, trained: isTrained, spans };
  });
}

function whoOf({ by, who }: Author, { people, tell }: Naming): string {
  if (by === "person" || by === "edit") return people.of(who);
  tell?.author(who);
  return who;
}
