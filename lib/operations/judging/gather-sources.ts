import { listJudgments } from "@/lib/data/judging/judgments";
import { type LeftOut, listLeftOut } from "@/lib/data/judging/rulings";
import { listImportedVotes, listVotes, type VoteRow } from "@/lib/data/judging/votes";
import type { FiguresOrder } from "@/lib/domain/judging/figures-order";
import { battlesOfJudge, type JudgeSource, judgeSources } from "./judge-sources";
import { votesOnOpenTexts } from "./open-names";
import { battlesOfImported, battlesOfVotes, countedVotes, type TaggedBattle } from "./vote-battles";

/** People's votes that came from files stand beside those that were given here. */
export const imported = "imported";

export type Gathered = {
  /** Battles by who judged: `people`, `imported`, or a judge run. */
  sources: Map<string, TaggedBattle[]>;
  judges: JudgeSource[];
  /** All votes, those that count, of these the ones of people who are not left out, and of those the ones on texts that are not. */
  votes: VoteRow[];
  inTime: VoteRow[];
  ofPeople: VoteRow[];
  counted: VoteRow[];
  /** Whom leads left out, and how many votes or judgments that keeps from these figures. */
  leftOut: (LeftOut & { count: number })[];
  /** How many rounds, or questions, somebody said something of by themselves. */
  turns: number;
};

type Asked = Omit<FiguresOrder, "figures" | "source">;

/** Everything that was said of an evaluation, of one category, question or criterion where they are named. */
export async function gatherSources(evaluationId: string, { turn, category, criterion }: Asked): Promise<Gathered> {
  const [all, everyImported, everyJudgment, rulings] = await Promise.all([
    listVotes({ evaluationId }),
    listImportedVotes(evaluationId),
    listJudgments(evaluationId),
    listLeftOut(evaluationId),
  ]);
  const isOut = isOneOf(rulings);
  const fromFiles = everyImported.filter(({ importId }) => !isOut(importId));
  const judgments = everyJudgment.filter(({ judgeRunId, importId }) => !isOut(judgeRunId) && !isOut(importId));
  /** Only people who vote here are asked by criteria. */
  const ofCriterion = <T>(rows: T[]) => (criterion === undefined ? rows : []);
  const inCategory = <T extends { category: string }>(rows: readonly T[]) =>
    category === undefined ? [...rows] : rows.filter((row) => row.category === category);
  const votes = inCategory(all);
  const inTime = countedVotes(votes);
  const ofPeople = inTime.filter(({ personId }) => !isOut(personId));
  const isOpen = isOut(evaluationId) ? await votesOnOpenTexts(evaluationId) : () => false;
  const counted = ofPeople.filter((vote) => !isOpen(vote));
  const judges = judgeSources(inCategory(judgments));
  const sources = new Map<string, TaggedBattle[]>([
    ["people", battlesOfVotes(counted, { turn, criterion })],
    ...(fromFiles.length > 0 ? [[imported, battlesOfImported(ofCriterion(inCategory(fromFiles)), turn)] as const] : []),
    ...judges.map((judge) => [judge.id, ofCriterion(battlesOfJudge(judge, turn))] as const),
  ]);
  const turns = [
    ...all.map(({ vote }) => (vote.kind === "pair" ? vote.rounds.length : 0)),
    ...fromFiles.map((vote) => vote.turn),
    ...judgments.map((judgment) => judgment.turn),
  ].reduce((most, one) => Math.max(most, one), 0);
  const leftOut = rulings.map((ruling) => {
    if (ruling.subject === "open_names") return { ...ruling, count: ofPeople.length - counted.length };
    const of = [
      ...inTime.filter(({ personId }) => personId === ruling.id),
      ...inCategory(everyImported).filter(({ importId }) => importId === ruling.id),
      ...inCategory(everyJudgment).filter(({ judgeRunId, importId }) => [judgeRunId, importId].includes(ruling.id)),
    ];
    return { ...ruling, count: of.length };
  });
  return { sources, judges, votes, inTime, ofPeople, counted, leftOut, turns };
}

function isOneOf(rulings: readonly LeftOut[]): (id: string | null) => boolean {
  const ids = new Set(rulings.map(({ id }) => id));
  return (id) => id !== null && ids.has(id);
}

/** Whose votes are shown where nobody chose: people's, and where there are none what there is. */
export function sourceOf({ sources, counted }: Pick<Gathered, "sources" | "counted">, wanted: string): string {
  if (sources.has(wanted)) return wanted;
  const [other] = [...sources].filter(([, battles]) => battles.length > 0);
  return counted.length > 0 ? "people" : (other?.[0] ?? "people");
}
