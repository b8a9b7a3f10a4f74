import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import type { ItemsSource } from "@/lib/contract/endpoints/evaluations";
import { findBenchmark } from "@/lib/data/judging/benchmarks";
import { findSeedSet } from "@/lib/data/seed-sets";
import type { DialogueFilter } from "@/lib/domain/dialogue-filter";
import type { Candidate } from "@/lib/domain/judging/candidate";
import type { EvaluationItem, EvaluationSpec } from "@/lib/domain/judging/evaluation";
import { openingKey } from "@/lib/domain/judging/match-dialogues";
import { type Gathered, gatherDialogues, readDialogues } from "./gather-dialogues";

type Named = Pick<Candidate, "id" | "source">;

/** What the candidates are compared on, with what is there already to be shown. Throws `invalid` where nothing is. */
export async function gatherItems(source: ItemsSource, spec: EvaluationSpec, candidates: Named[]): Promise<Gathered> {
  if (source.kind === "dialogues") return gatherDialogues(spec.kind, candidates, source.most);
  const items = (await questionsOf(source)).map((question) => ({ ...question, id: newId("evaluationItem") }));
  if (items.length === 0) throw new AppError("invalid", "There is no question to compare on. Choose other questions.");
  return { items, responses: [] };
}

type Question = Omit<EvaluationItem, "id" | "position">;

async function questionsOf(source: Exclude<ItemsSource, { kind: "dialogues" }>): Promise<Question[]> {
  const asked = (text: string): Question => ({ questionId: null, category: "", turns: [text], reference: null });
  switch (source.kind) {
    case "prompts":
      return source.prompts.map(asked);
    case "seed_set": {
      const found = await findSeedSet(source.seedSetId, 5_000);
      if (!found) throw new AppError("invalid", "There is no such seed set.");
      return found.seeds.map(({ question }) => asked(question));
    }
    case "data_set":
      return (await openingsOf(source.filter, source.most)).map(asked);
    case "benchmark": {
      const found = await findBenchmark(source.benchmarkId);
      if (!found) throw new AppError("invalid", "There is no such benchmark.");
      const { categories } = source;
      return found.questions.filter(({ category }) => categories.length === 0 || categories.includes(category));
    }
  }
}

async function openingsOf(filter: DialogueFilter, most: number): Promise<string[]> {
  const openings = new Map<string, string>();
  for (const { rounds } of await readDialogues({ status: "ended", ...filter }, most)) {
    const opening = rounds[0]?.user ?? "";
    const key = openingKey(opening);
    if (openings.size < most && !openings.has(key)) openings.set(key, opening);
  }
  return [...openings.values()];
}
