import { listJudgments } from "@/lib/data/judging/judgments";
import { listImportedVotes, listVotes, type VoteRow } from "@/lib/data/judging/votes";
import { battlesOfJudge, type JudgeSource, judgeSources } from "./judge-sources";
import { battlesOfImported, battlesOfVotes, countedVotes, type TaggedBattle } from "./vote-battles";

/** People's votes that came from files stand beside those that were given here. */
export const imported = "imported";

type Gathered = {
  /** Battles by who judged: `people`, `imported`, or a judge run. */
  sources: Map<string, TaggedBattle[]>;
  judges: JudgeSource[];
  /** All votes, and those that count. */
  votes: VoteRow[];
  counted: VoteRow[];
};

/** Everything that was said of an evaluation, of one category and one question where they are named. */
export async function gatherSources(
  evaluationId: string,
  { turn, category }: { turn?: number; category?: string },
): Promise<Gathered> {
  const [all, fromFiles, judgments] = await Promise.all([
    listVotes({ evaluationId }),
    listImportedVotes(evaluationId),
    listJudgments(evaluationId),
  ]);
  const inCategory = <T extends { category: string }>(rows: readonly T[]) =>
    category === undefined ? [...rows] : rows.filter((row) => row.category === category);
  const votes = inCategory(all);
  const counted = countedVotes(votes);
  const judges = judgeSources(inCategory(judgments));
  const sources = new Map<string, TaggedBattle[]>([
    ["people", battlesOfVotes(counted, { turn })],
    ...(fromFiles.length > 0 ? [[imported, battlesOfImported(inCategory(fromFiles), turn)] as const] : []),
    ...judges.map((judge) => [judge.id, battlesOfJudge(judge, turn)] as const),
  ]);
  return { sources, judges, votes, counted };
}
