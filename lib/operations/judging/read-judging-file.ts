import type { NewImportedVote } from "@/lib/data/judging/import-judgments";
import type { Candidate } from "@/lib/domain/judging/candidate";
import type { Locator } from "@/lib/domain/judging/locate";
import type { ReadLine } from "@/lib/formats/format";
import type { Gathered } from "@/lib/formats/gather-lines";
import { noteLostLetters } from "@/lib/formats/lost-letters";
import { formats, type ReadableId } from "@/lib/formats/registry";
import type { Source } from "@/lib/formats/text/decode-text";
import { readWhole } from "../read-whole";
import { type Found, pairsOf, singlesOf, votesOf } from "./published-records";

/** What of a file is about the evaluation at hand. */
type Taken =
  | { kind: "votes"; votes: NewImportedVote[] }
  | { kind: "judgments"; mode: "single" | "pair"; found: Found[] };
type Locate = (find: Locator, candidates: readonly Candidate[]) => Taken;
/** What a file holds, and what is to be said of it whatever it is about. */
type Read = { locate: Locate; remarks: string[] };

/** Reads a file whole, or refuses it; before anything is locked. */
export const readJudgingFile: Record<ReadableId<"judgments" | "votes">, (file: Source) => Promise<Read>> = {
  judgment_single: (file) =>
    reading(formats.judgment_single.read(file), (records, find) => ({
      kind: "judgments",
      mode: "single",
      found: singlesOf(records, find),
    })),
  judgment_pair: (file) =>
    reading(formats.judgment_pair.read(file), (records, find, candidates) => ({
      kind: "judgments",
      mode: "pair",
      found: pairsOf(records, find, candidates),
    })),
  human_votes: (file) =>
    reading(formats.human_votes.read(file), (records, find, candidates) => ({
      kind: "votes",
      votes: votesOf(records, find, candidates),
    })),
};

type Records<T> = Gathered<T>["records"];

async function reading<T>(
  lines: AsyncIterable<ReadLine<T>>,
  taken: (records: Records<T>, ...where: Parameters<Locate>) => Taken,
): Promise<Read> {
  const records = await readWhole(lines);
  return { locate: (...where) => taken(records, ...where), remarks: noteLostLetters(records) };
}
