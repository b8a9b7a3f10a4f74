import { randomInt } from "node:crypto";
import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import type { EvaluationDetail, ItemsSource } from "@/lib/contract/endpoints/evaluations";
import { readExportedPaths } from "@/lib/data/exports";
import { findBenchmark } from "@/lib/data/judging/benchmarks";
import { insertCandidates } from "@/lib/data/judging/candidates";
import { insertEvaluation } from "@/lib/data/judging/evaluations";
import { insertEvaluationItems } from "@/lib/data/judging/items";
import { insertMissingResponses, writeResponses } from "@/lib/data/judging/responses";
import { requireComplete } from "@/lib/data/search-index";
import { findSeedSet } from "@/lib/data/seed-sets";
import { transaction } from "@/lib/data/sql";
import type { DialogueFilter } from "@/lib/domain/dialogue-filter";
import type { Candidate, CandidateInput } from "@/lib/domain/judging/candidate";
import type { EvaluationItem, EvaluationSpec } from "@/lib/domain/judging/evaluation";
import { openingKey } from "@/lib/domain/judging/match-dialogues";
import type { Viewer } from "@/lib/domain/viewer";
import { checkEvaluation } from "./check-evaluation";
import { type Gathered, gatherDialogues, readDialogues } from "./gather-dialogues";
import { readEvaluation } from "./read-evaluation";

type Input = { name: string; spec: EvaluationSpec; items: ItemsSource; candidates: CandidateInput[] };

/** Makes an evaluation as a draft, with its candidates and its items, whole or not at all. Nothing is called yet. */
export async function createEvaluation(viewer: Viewer, input: Input): Promise<EvaluationDetail> {
  const { name, spec } = input;
  await checkEvaluation(spec, input.candidates, input.items);
  const id = newId("evaluation");
  const candidates = input.candidates.map((candidate) => ({ ...candidate, id: newId("candidate") }));
  const { items, responses } = await gatherItems(input.items, spec, candidates);
  await transaction(async (tx) => {
    await insertEvaluation(tx, { id, name, spec, seed: randomInt(2 ** 32), personId: viewer.id });
    await insertCandidates(tx, id, candidates);
    await insertEvaluationItems(tx, id, items);
    await writeResponses(tx, id, responses, { replace: false });
    if (spec.kind !== "turing") await insertMissingResponses(tx, id);
  });
  return readEvaluation(viewer, id);
}

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
  await requireComplete(filter);
  const openings = new Map<string, string>();
  for (const { rounds } of await readDialogues(readExportedPaths({ status: "ended", ...filter }), most)) {
    const opening = rounds[0]?.user ?? "";
    const key = openingKey(opening);
    if (openings.size < most && !openings.has(key)) openings.set(key, opening);
  }
  return [...openings.values()];
}
