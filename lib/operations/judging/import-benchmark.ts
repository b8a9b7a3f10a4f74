import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { findBenchmark, insertBenchmark, updateReferences } from "@/lib/data/judging/benchmarks";
import type { ListedBenchmark } from "@/lib/domain/judging/benchmark";
import type { Viewer } from "@/lib/domain/viewer";
import { referenceAnswer, withReferences } from "@/lib/formats/fastchat/model-answer";
import { readQuestions } from "@/lib/formats/fastchat/question";
import { refuseLostLetters } from "@/lib/formats/lost-letters";
import type { Source } from "@/lib/formats/text/decode-text";
import { readWhole, refuseLines } from "../read-whole";
import { readBenchmark } from "./benchmarks";

/** Makes a benchmark of a question file: all lines or none. */
export async function importBenchmark(
  viewer: Viewer,
  { name }: { name: string },
  file: Source,
): Promise<ListedBenchmark> {
  const { questions, errors } = await readQuestions(file);
  refuseLines(errors);
  const id = newId("benchmark");
  await insertBenchmark({ id, name, origin: "imported", personId: viewer.id, questions });
  return must(await findBenchmark(id), "the benchmark").benchmark;
}

/** Gives an imported benchmark right answers from a file: all lines or none. */
export async function importReferences(id: string, file: Source): Promise<ListedBenchmark> {
  const found = await readBenchmark(id);
  if (found.benchmark.origin === "own")
    throw new AppError("conflict", "This benchmark ships with the studio and stays as it is. Nothing was stored.");
  const records = await readWhole(referenceAnswer.read(file));
  refuseLines(refuseLostLetters(records));
  const answers = records.map(({ value }) => value);
  const { questions, unknown } = withReferences(found.questions, answers);
  if (unknown.length === answers.length)
    throw new AppError("invalid", "These reference answers are for another benchmark. Nothing was stored.");
  await updateReferences(
    id,
    questions.flatMap(({ questionId, reference }) => (reference ? [{ questionId, reference }] : [])),
  );
  return (await readBenchmark(id)).benchmark;
}
