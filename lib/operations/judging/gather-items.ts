import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import type { ItemsSource } from "@/lib/contract/endpoints/evaluations";
import { readExportedPaths } from "@/lib/data/exports";
import { findBenchmark } from "@/lib/data/judging/benchmarks";
import type { NewExhibit } from "@/lib/data/judging/exhibits";
import { findSeedSet } from "@/lib/data/seed-sets";
import type { Contender, Round } from "@/lib/domain/judging/contender";
import type { EvaluationItem, EvaluationSpec } from "@/lib/domain/judging/evaluation";
import { matchDialogues, roundsOf } from "@/lib/domain/judging/match-dialogues";

type Gathered = { items: Omit<EvaluationItem, "position">[]; exhibits: NewExhibit[] };
type Named = Pick<Contender, "id" | "name" | "source">;

/** What the contenders are compared on, with what is there already to be shown. Throws `invalid` where nothing is. */
export async function gatherItems(source: ItemsSource, spec: EvaluationSpec, contenders: Named[]): Promise<Gathered> {
  if (source.kind === "runs") return gatherDialogues(spec, contenders, source.most);
  const items = (await questionsOf(source)).map((question) => ({ ...question, id: newId("evaluationItem") }));
  if (items.length === 0) throw new AppError("invalid", "There is no question to compare on. Choose more categories.");
  return { items, exhibits: [] };
}

type Question = Omit<EvaluationItem, "id" | "position">;

async function questionsOf(source: Exclude<ItemsSource, { kind: "runs" }>): Promise<Question[]> {
  const asked = (text: string): Question => ({ questionId: null, category: "", turns: [text], reference: null });
  switch (source.kind) {
    case "prompts":
      return source.prompts.map(asked);
    case "seed_set": {
      const found = await findSeedSet(source.seedSetId, 5_000);
      if (!found) throw new AppError("invalid", "There is no such seed set.");
      return found.seeds.map(({ question }) => asked(question));
    }
    case "benchmark": {
      const found = await findBenchmark(source.benchmarkId);
      if (!found) throw new AppError("invalid", "There is no such benchmark.");
      const { categories } = source;
      return found.questions.filter(({ category }) => categories.length === 0 || categories.includes(category));
    }
  }
}

/** Dialogues of runs: matched by their opening, or each for itself where one is looked at alone. */
async function gatherDialogues({ kind }: EvaluationSpec, contenders: Named[], most: number): Promise<Gathered> {
  const runs = contenders.flatMap(({ id, source }) => (source.kind === "run" ? [{ id, runId: source.runId }] : []));
  const found = new Map<string, { dialogueId: string; rounds: Round[] }[]>();
  for (const { id, runId } of runs) found.set(id, await readDialogues(runId, most));
  const matched =
    kind === "turing"
      ? [...found].flatMap(([id, dialogues]) => dialogues.map((dialogue) => new Map([[id, dialogue]])))
      : matchDialogues(found, most);
  // Dialogues of files come later, and bring their items along where each stands alone.
  if (matched.length === 0 && (runs.length > 0 || kind === "dialogues"))
    throw new AppError(
      "invalid",
      kind === "turing"
        ? "These runs have no ended dialogue yet."
        : "No opening question stands in all of these runs, so their dialogues cannot be matched. Compare runs over the same seed set.",
      { fields: { contenders: "Nothing to compare yet" } },
    );
  const items = matched.map((sides) => {
    const opening = [...sides.values()][0]?.rounds[0]?.user ?? "";
    return { id: newId("evaluationItem"), questionId: null, category: "", turns: [opening], reference: null };
  });
  const exhibits = matched.flatMap((sides, i) =>
    [...sides].map(([contenderId, dialogue]) => ({ itemId: items[i]?.id ?? "", contenderId, ...dialogue })),
  );
  return { items, exhibits };
}

async function readDialogues(runId: string, most: number): Promise<{ dialogueId: string; rounds: Round[] }[]> {
  const found: { dialogueId: string; rounds: Round[] }[] = [];
  for await (const { id, turns } of readExportedPaths({ run: runId, status: "ended" })) {
    found.push({ dialogueId: id, rounds: roundsOf(turns) });
    // Seeds come in passes, so that what belongs together may stand far apart; beyond this nobody judges.
    if (found.length >= Math.max(most * 4, 5_000)) break;
  }
  return found;
}
