import { createHash } from "node:crypto";
import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import { listCandidates } from "@/lib/data/judging/candidates";
import { lockEvaluation } from "@/lib/data/judging/evaluations";
import { listEvaluationItems } from "@/lib/data/judging/items";
import { deleteJudgingImport, findSameFile, insertJudgingImport } from "@/lib/data/judging/judging-imports";
import { transaction } from "@/lib/data/sql";
import { locatorOf } from "@/lib/domain/judging/locate";
import type { Viewer } from "@/lib/domain/viewer";
import type { ReadableId } from "@/lib/formats/registry";
import type { Source } from "@/lib/formats/text/decode-text";
import { readJudgingFile } from "./read-given-files";
import { type SecondVotes, takeJudgments, takeVotes } from "./take-records";

type Input = {
  evaluationId: string;
  format: ReadableId<"judgments" | "votes">;
  second?: SecondVotes;
  fileName?: string;
};

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
  const { locate, remarks } = await readJudgingFile[format](file);
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
