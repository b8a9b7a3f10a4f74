import type { EvaluationResults } from "@/lib/contract/endpoints/evaluation-results";
import type { JudgmentRow } from "@/lib/data/judging/judgments";
import {
  battlesOfPairs,
  battlesOfScores,
  combineGames,
  type JudgedPair,
  positionFigures,
  type Scored,
  scoreTable,
} from "@/lib/eval/combine-games";
import type { TaggedBattle } from "./vote-battles";

/** One judge with all that it said. */
export type JudgeSource = { id: string; name: string; mode: "single" | "pair"; rows: JudgmentRow[] };

export function judgeSources(rows: readonly JudgmentRow[]): JudgeSource[] {
  const sources = new Map<string, JudgeSource>();
  for (const row of rows) {
    const known = sources.get(row.judgeRunId) ?? { id: row.judgeRunId, name: row.judge, mode: row.mode, rows: [] };
    known.rows.push(row);
    sources.set(row.judgeRunId, known);
  }
  return [...sources.values()];
}

/** A judge's verdicts as battles, on one question or on all, each for itself. */
export function battlesOfJudge({ id, mode, rows }: JudgeSource, turn?: number): TaggedBattle[] {
  const categories = new Map(rows.map(({ itemId, category }) => [itemId, category]));
  const own = rows.filter((row) => turn === undefined || row.turn === turn);
  return [...new Set(own.map((row) => row.turn))].flatMap((on) => {
    const there = own.filter((row) => row.turn === on);
    const battles = mode === "pair" ? battlesOfPairs(pairsOf(there), id) : battlesOfScores(scoresOf(there), id);
    return battles.map((battle) => {
      return { ...battle, place: `${battle.item}#${on}`, category: categories.get(battle.item) ?? "" };
    });
  });
}

/** Of judges of pairs: how much the order of the answers matters to them. */
export function judgePositions(sources: readonly JudgeSource[]): EvaluationResults["positions"] {
  return sources
    .filter(({ mode }) => mode === "pair")
    .map(({ id, name, rows }) => {
      const { consistent, firstShare } = positionFigures(pairsOf(rows));
      return { source: id, name, consistent, leftShare: firstShare };
    });
}

/** Of judges of single answers: the table of scores. */
export function judgeScores(sources: readonly JudgeSource[]): EvaluationResults["scores"] {
  return sources
    .filter(({ mode }) => mode === "single")
    .map(({ id, name, rows }) => ({
      source: id,
      judge: name,
      rows: scoreTable(scoresOf(rows)).map(({ candidate, ...row }) => ({ candidateId: candidate, ...row })),
    }));
}

/** What could not be read, or was never answered. */
export function judgeLeftOut({ mode, rows }: JudgeSource): { reason: string; count: number }[] {
  const failed = rows.filter(({ status }) => status === "failed").length;
  const unreadable = rows.filter(
    ({ status, verdict, score }) => status === "ready" && (mode === "pair" ? verdict === null : score === null),
  ).length;
  return [
    { reason: "the judge could not be asked", count: failed },
    { reason: "no verdict could be read from the judge's answer", count: unreadable },
  ].filter(({ count }) => count > 0);
}

export function pairsOf(rows: readonly JudgmentRow[]): JudgedPair[] {
  return combineGames(
    rows.flatMap(({ itemId, turn, firstId, secondId, game, verdict }) =>
      secondId === null || (game !== 1 && game !== 2)
        ? []
        : [{ item: itemId, turn, first: firstId, second: secondId, game, verdict }],
    ),
  );
}

function scoresOf(rows: readonly JudgmentRow[]): (Scored & { category: string })[] {
  return rows.map(({ itemId, turn, firstId, score, category }) => {
    return { item: itemId, turn, candidate: firstId, score, category };
  });
}
