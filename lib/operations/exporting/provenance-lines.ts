import { readAuthoredTurns } from "@/lib/data/authored-turns";
import { type Author, type AuthoredTurn, authoredSpans, inCodePoints } from "@/lib/domain/training/authored-spans";
import type { TrainingRow } from "@/lib/formats/trainers/trainer";
import type { ChosenRecord } from "./chosen-records";
import type { RecipeDialect } from "./dialect-of";
import type { Findings } from "./findings";

/** A data file with what its rows are made of. */
export type DataFile = { name: string; part: string | null; records: () => AsyncIterable<ChosenRecord[]> };

const batch = 100;

/** What the first line says: how the others are to be read. */
const legend = {
  about: "Who wrote each character. A line for each row of a data file, in its order.",
  row: "1 is the first one; of a turn that stands in several rows, each tells it",
  spans: ["start", "end", "by", "who", "act"],
  unit: "Unicode code points of the turn's text, from 0, end not included; markers and thoughts that the trainer's dialect adds do not count",
  by: {
    model: "written by the model `who`, which the manifest names; act: the attempt",
    person: "typed by a person; act: the decision",
    edit: "put in by a person who changed the text; act: the decision",
    file: "came with the import `who`, or the seeds of the run `who`, which the manifest names",
  },
  who: "people are numbered as they appear, anew in each export",
};

/**
 * Who wrote what in each row of the data files, as JSON Lines; the same files give the same lines. `tell` hears what became
 * of each dialogue, and of each author that is no person.
 */
export async function* provenanceLines(
  files: readonly DataFile[],
  { rowsOf }: Pick<RecipeDialect, "rowsOf">,
  tell?: Findings,
): AsyncGenerator<string> {
  yield `${JSON.stringify(legend)}\n`;
  const people = new Map<string, string>();
  for (const { name, part, records } of files) {
    let row = 0;
    for await (const some of inBatches(records())) {
      const textOf = new Map(some.flatMap(({ turns }) => turns.map(({ id, text }) => [id ?? "", text])));
      const authored = await readAuthoredTurns([...new Set(some.map(({ dialogueId }) => dialogueId))], (id) =>
        textOf.get(id),
      );
      for (const record of some) {
        const made = rowsOf(record.given);
        tell?.made(name, part, record, made);
        for (const { turns } of made.rows)
          yield `${JSON.stringify({ file: name, row: ++row, dialogue: record.dialogueId, turns: turnsOf(turns, authored, { people, tell }) })}\n`;
      }
    }
  }
}

type Naming = { people: Map<string, string>; tell: Findings | undefined };

function turnsOf(turns: TrainingRow["turns"], authored: Map<string, AuthoredTurn>, naming: Naming) {
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
  if (by !== "person" && by !== "edit") {
    tell?.author(who);
    return who;
  }
  const known = people.get(who) ?? `person ${people.size + 1}`;
  people.set(who, known);
  return known;
}

async function* inBatches<T>(given: AsyncIterable<T[]>): AsyncGenerator<T[]> {
  let held: T[] = [];
  for await (const some of given) {
    held.push(...some);
    if (held.length < batch) continue;
    yield held;
    held = [];
  }
  if (held.length > 0) yield held;
}
