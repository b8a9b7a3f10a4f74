import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isReferenceGuided, mtBenchCategories, wantsReference } from "@/lib/domain/judging/benchmark";
import { readQuestions } from "@/lib/formats/fastchat/question";
import { publishedData, readPublished } from "@/lib/testing/published-data";
import { readOwnBenchmark } from "./own-benchmark";

const questions = readOwnBenchmark();

describe("the benchmark that ships", () => {
  it("has at least 40 questions of two turns, at least 5 in each category of MT-Bench", () => {
    expect(questions.length).toBeGreaterThanOrEqual(40);
    expect(questions.every(({ turns }) => turns.length === 2)).toBe(true);
    for (const category of mtBenchCategories)
      expect(questions.filter((one) => one.category === category).length).toBeGreaterThanOrEqual(5);
    expect(new Set(questions.map(({ questionId }) => questionId)).size).toBe(questions.length);
  });

  it("has a right answer to both turns wherever one is judged by it", () => {
    const wanting = questions.filter(({ category }) => wantsReference(category));
    expect(wanting.filter((question) => !isReferenceGuided(question, 2))).toEqual([]);
    for (const { reference } of questions) expect(reference?.length ?? 2).toBe(2);
  });

  it("is a file in the published shape", async () => {
    const read = await readQuestions(readFileSync(new URL("./question.jsonl", import.meta.url), "utf8"));
    expect(read.errors).toEqual([]);
    expect(read.questions).toEqual(questions);
  });

  it.skipIf(publishedData === null)(
    "shares no run of six words with MT-Bench or Vicuna-Bench (skipped where they are absent)",
    async () => {
      const runs = (text: string) => {
        const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
        return words.slice(5).map((_, i) => words.slice(i, i + 6).join(" "));
      };
      const published = new Set<string>();
      for (const file of ["mt_bench/question.jsonl", "vicuna_bench/question.jsonl"])
        for (const { turns } of (await readQuestions(readPublished(file))).questions)
          for (const run of turns.flatMap(runs)) published.add(run);
      expect(published.size).toBeGreaterThan(2_000);
      const shared = questions.flatMap(({ questionId, turns }) =>
        turns.flatMap(runs).flatMap((run) => (published.has(run) ? [`${questionId}: ${run}`] : [])),
      );
      expect(shared).toEqual([]);
    },
  );
});
