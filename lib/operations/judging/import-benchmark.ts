import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { findBenchmark, insertBenchmark } from "@/lib/data/judging/benchmarks";
import type { ListedBenchmark } from "@/lib/domain/judging/benchmark";
import type { Viewer } from "@/lib/domain/viewer";
import { referenceAnswer, withReferences } from "@/lib/formats/fastchat/model-answer";
import { readQuestions } from "@/lib/formats/fastchat/question";
import { readWhole, refuseLines } from "../read-whole";

type Input = { name: string; questions: string; references: string };

/** Makes a benchmark of a question file and, where there is one, a file of reference answers: all lines or none. */
export async function importBenchmark(viewer: Viewer, input: Input): Promise<ListedBenchmark> {
  const read = await readQuestions(input.questions);
  refuseLines(read.errors);
  const questions =
    input.references.trim() === "" ? read.questions : await addReferences(read.questions, input.references);
  const id = newId("benchmark");
  await insertBenchmark({ id, name: input.name, origin: "imported", personId: viewer.id, questions });
  return must(await findBenchmark(id), "the benchmark").benchmark;
}

async function addReferences(questions: Parameters<typeof withReferences>[0], text: string) {
  const answers = (await readWhole(referenceAnswer.read(text))).map(({ value }) => value);
  const { questions: withThem, unknown } = withReferences(questions, answers);
  if (unknown.length === answers.length)
    throw new AppError("invalid", "These reference answers are for another benchmark. Nothing was stored.", {
      fields: { references: "None of them is to a question of this file" },
    });
  return withThem;
}
