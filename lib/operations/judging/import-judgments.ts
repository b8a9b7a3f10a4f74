import { createHash } from "node:crypto";
import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import { listCandidates } from "@/lib/data/judging/candidates";
import { lockEvaluation } from "@/lib/data/judging/evaluations";
import type { NewImportedVote } from "@/lib/data/judging/import-judgments";
import { listEvaluationItems } from "@/lib/data/judging/items";
import { deleteJudgingImport, findSameFile, insertJudgingImport } from "@/lib/data/judging/judging-imports";
import { transaction } from "@/lib/data/sql";
import type { Candidate } from "@/lib/domain/judging/candidate";
import { type Locator, locatorOf } from "@/lib/domain/judging/locate";
import type { Viewer } from "@/lib/domain/viewer";
import type { ReadLine } from "@/lib/formats/format";
import type { Gathered } from "@/lib/formats/gather-lines";
import { noteLostLetters } from "@/lib/formats/lost-letters";
import { formats, type ReadableId } from "@/lib/formats/registry";
import type { Source } from "@/lib/formats/text/decode-text";
import { readWhole } from "../read-whole";
import { type Found, pairsOf, singlesOf, votesOf } from "./published-records";
import { type SecondVotes, takeJudgments, takeVotes } from "./take-records";

type Input = {
  evaluationId: string;
  format: ReadableId<"judgments" | "votes">;
  second?: SecondVotes;
  fileName?: string;
};

/** What of a file is about the evaluation at hand. */
type Taken =
  | { kind: "votes"; votes: NewImportedVote[] }
  | { kind: "judgments"; mode: "single" | "pair"; found: Found[] };
type Locate = (find: Locator, candidates: readonly Candidate[]) => Taken;
/** What a file holds, and what is to be said of it whatever it is about. */
type Read = { locate: Locate; remarks: string[] };

/**
 * Takes published judgments or votes of people into an evaluation: all that is about its candidates and questions, the
 * rest told in words. A bad line refuses the file whole. Each judge in a file becomes a judge of its own here, to whom
 * later files add; the same file again changes nothing.
 */
export async function importJudgments(
  viewer: Viewer,
  { evaluationId, format, second = "left_out", fileName = "" }: Input,
  sent: Source,
): Promise<{ taken: number; notes: string[] }> {
  const { file, digest } = hashOnTheWay(sent);
  const { locate, remarks } = await readers[format](file);
  return transaction(async (tx) => {
    const evaluation = await lockEvaluation(tx, evaluationId);
    if (!evaluation) throw new AppError("not_found", "There is no such evaluation. Nothing was stored.");
    const candidates = await listCandidates(evaluationId, tx);
    const find = locatorOf(await listEvaluationItems(evaluationId, tx), candidates);
    const found = locate(find, candidates);
    const made = { id: newId("judgingImport"), evaluationId, fileName, format, digest: digest(), personId: viewer.id };
    const twin = await findSameFile(tx, evaluationId, made.digest);
    await insertJudgingImport(tx, made);
    const place = { evaluationId, importId: made.id };
    const { taken, notes } =
      found.kind === "votes"
        ? await takeVotes(tx, { ...place, votes: found.votes, notes: find.notes(), second })
        : await takeJudgments(tx, viewer, { ...place, ...found, notes: find.notes() });
    // A file that brought nothing is not there to be left out.
    if (taken === 0) await deleteJudgingImport(tx, evaluationId, made.id);
    const before = twin === null ? [] : [`This very file came in before${twin && `, as ${twin}`}.`];
    return { taken, notes: [...before, ...(taken === 0 ? [] : remarks), ...notes] };
  });
}

/** Reads a file whole, or refuses it; before anything is locked. */
const readers: Record<Input["format"], (file: Source) => Promise<Read>> = {
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

/** The same file, and what it comes to by SHA-256 in hex once it was read to its end. */
function hashOnTheWay(file: Source): { file: Source; digest: () => string } {
  const hash = createHash("sha256");
  if (typeof file === "string") hash.update(file);
  async function* pieces(whole: Exclude<Source, string>) {
    for await (const piece of whole) {
      hash.update(piece);
      yield piece;
    }
  }
  return { file: typeof file === "string" ? file : pieces(file), digest: () => hash.digest("hex") };
}
