import { must } from "@/lib/base/assert";
import type { EvaluationResults } from "@/lib/contract/endpoints/evaluation-results";
import { listCandidates } from "@/lib/data/judging/candidates";
import { countPlaces } from "@/lib/data/judging/comparisons";
import { findEvaluation } from "@/lib/data/judging/evaluations";
import type { VoteRow } from "@/lib/data/judging/votes";
import type { EvaluationSpec } from "@/lib/domain/judging/evaluation";
import type { FiguresOrder } from "@/lib/domain/judging/figures-order";
import { votesToShow } from "@/lib/eval/advise-to-stop";
import { agreementFigures } from "./agreement-figures";
import { byCategory, headToHeadPairsOf, ratesOf, ratingsOf } from "./battle-figures";
import { gatherSources, imported, sourceOf } from "./gather-sources";
import { type JudgeSource, judgePositions, judgeScores } from "./judge-sources";
import { leftOutOfFigures } from "./left-out-of-figures";
import { goldAccuracies, raterPositions, ratersOf, takenForHuman } from "./rater-figures";
import { battlesOfVotes, type TaggedBattle } from "./vote-battles";
import { ceilingOf, placesLeft } from "./votes-possible";

type Query = Omit<FiguresOrder, "figures">;

/**
 * Everything that can be said of an evaluation from one source of votes (people, people's votes from files, or a
 * judge), and how the sources agree. Every figure that the votes do not support says why.
 */
export async function computeResults(id: string, query: Query): Promise<EvaluationResults> {
  const { spec } = must(await findEvaluation(id), "the evaluation");
  const [candidates, gathered, places] = await Promise.all([
    listCandidates(id),
    gatherSources(id, query),
    countPlaces(id, query.category),
  ]);
  const { sources, judges, votes, inTime, ofPeople, counted } = gathered;
  const source = sourceOf(gathered, query.source);
  const battles = sources.get(source) ?? [];
  const name = (candidateId: string) => candidates.find((one) => one.id === candidateId)?.name ?? candidateId;
  return {
    kind: spec.kind,
    candidates: candidates.map(({ id: candidateId, name: called, position }) => ({
      id: candidateId,
      name: called,
      position,
    })),
    sources: describe(sources, judges, spec.kind === "turing" ? counted.length : null),
    source,
    turns: gathered.turns,
    n: countsOf(spec, battles, counted),
    leftOut: leftOutOfFigures(gathered, source),
    ratings: ratingsOf(battles, query.ties ?? spec.ties, query.intervals),
    winRates: ratesOf(battles),
    headToHeadPairs: headToHeadPairsOf(
      battles,
      name,
      spec.relevantLead,
      ceilingOf(source, placesLeft(places, inTime, counted), query.turn ? 1 : gathered.turns),
    ),
    relevantLead: { lead: spec.relevantLead, votes: votesToShow(spec.relevantLead) },
    categories: byCategory(battles),
    agreement: agreementFigures(sources, judges, id),
    positions: [...raterPositions(votes), ...judgePositions(judges)],
    gold: goldAccuracies(votes),
    criteria: spec.criteria.map(({ key, label }) => {
      return { key, label, winRates: ratesOf(battlesOfVotes(counted, { criterion: key })) };
    }),
    takenForHuman: spec.kind === "turing" ? takenForHuman(counted, candidates) : [],
    scores: judgeScores(judges),
    raters: ratersOf(inTime, counted, new Set(ofPeople.map(({ personId }) => personId))),
  };
}

/** `alone`: votes on single dialogues, which are no battles; null where pairs were judged. */
function describe(
  sources: Map<string, TaggedBattle[]>,
  judges: JudgeSource[],
  alone: number | null,
): EvaluationResults["sources"] {
  return [...sources].map(([id, battles]) => {
    const judge = judges.find((one) => one.id === id);
    const name = judge?.name ?? (id === imported ? "People, from files" : "People");
    return { id, name, mode: judge?.mode ?? "people", votes: alone ?? battles.length };
  });
}

function countsOf({ kind }: EvaluationSpec, battles: TaggedBattle[], votes: VoteRow[]): EvaluationResults["n"] {
  const all = kind === "turing" ? votes.map(({ itemId, personId }) => ({ item: itemId, rater: personId })) : battles;
  const distinct = (values: string[]) => new Set(values).size;
  return {
    votes: all.length,
    items: distinct(all.map(({ item }) => item)),
    raters: distinct(all.map(({ rater }) => rater)),
  };
}
