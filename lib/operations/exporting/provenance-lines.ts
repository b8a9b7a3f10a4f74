import { oneAhead } from "@/lib/base/one-ahead";
import type { AuthoredTurn } from "@/lib/domain/training/authored-spans";
import type { Place } from "@/lib/domain/training/stretch";
import { Pseudonyms } from "@/lib/domain/whole/whole-of-tree";
import type { ChosenRecord, WhichRecords } from "./chosen-records";
import type { RecipeDialect } from "./dialect-of";
import type { Findings } from "./findings";
import type { Made } from "./stretches";
import { authoredIn, writersOf } from "./writers-of";

/** A data file with what its rows are made of; `dialogues`: how many records there are, where they are dialogues. */
export type DataFile = {
  name: string;
  part: string | null;
  dialogues: number;
  records: (which?: WhichRecords) => AsyncIterable<ChosenRecord[]>;
};

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
  { place, tell }: { place: Place; tell?: Findings },
): AsyncGenerator<Iterable<Made>> {
  const people = new Pseudonyms();
  const naming = { people, tell };
  let before = 0;
  // Whoever was met before this place has a number already: the dialogues that showed somebody first tell which.
  for (const { dialogues, records } of place.newcomers.length > 0 ? files : []) {
    const at = place.newcomers.flatMap((one) => (one >= before && one < before + dialogues ? [one - before] : []));
    for await (const { some, authored } of withWriters(records({ at })))
      for (const { given } of some) for (const { turns } of rowsOf(given).rows) writersOf(turns, authored, naming);
    before += dialogues;
  }
  let opening = place.bytes > 0 ? "" : `${JSON.stringify(legend)}\n`;
  let passed = 0;
  for (const { name, part, dialogues, records } of files) {
    const after = Math.max(0, place.dialogues - passed);
    let row = after > 0 ? place.rows : 0;
    function* linesOf(some: ChosenRecord[], authored: Map<string, AuthoredTurn>): Generator<Made> {
      for (const record of some) {
        const known = people.count;
        const made = rowsOf(record.given);
        tell?.made(name, part, record, made);
        const lines = [opening];
        opening = "";
        for (const { turns } of made.rows)
          lines.push(
            `${JSON.stringify({ file: name, row: ++row, dialogue: record.dialogueId, turns: writersOf(turns, authored, naming) })}\n`,
          );
        yield { pieces: lines, rows: row, isFirst: people.count > known };
      }
    }
    if (after < dialogues || dialogues === 0)
      for await (const { some, authored } of withWriters(records({ after }))) yield linesOf(some, authored);
    passed += dialogues;
  }
  yield [{ pieces: [opening] }];
}

type Written = { some: ChosenRecord[]; authored: Map<string, AuthoredTurn> };

/** Many at a time, with who wrote them; the next ones are read while these are told. */
function withWriters(given: AsyncIterable<ChosenRecord[]>): AsyncGenerator<Written> {
  async function* read(): AsyncGenerator<Written> {
    let held: ChosenRecord[] = [];
    for await (const some of given) {
      held.push(...some);
      if (held.length < batch) continue;
      yield { some: held, authored: await authoredIn(held) };
      held = [];
    }
    if (held.length > 0) yield { some: held, authored: await authoredIn(held) };
  }
  return oneAhead(read());
}
