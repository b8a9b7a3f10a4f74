import { must } from "@/lib/base/assert";
import type { FoundGap } from "@/lib/data/statistics/gaps";
import type { GapShare, GapSide, GapTopics } from "@/lib/domain/statistics/gap";
import { nameClusters } from "@/lib/measures/cluster-names";
import { directionOf } from "@/lib/measures/directions";
import { divergenceOf, halvesOf, sharesOf, verdictOf } from "@/lib/measures/gap";
import { type Centres, nearest } from "@/lib/measures/k-means";
import type { CourseBounds } from "@/lib/measures/topic-course";
import type { TopicsOfQuestions } from "@/lib/measures/topics-of-questions";
import type { Figure } from "@/lib/stats/figure";
import { examplesOf, type Placing } from "./place-turns";
import type { OpenVectors } from "./vectors";

type Given = {
  sample: readonly { text: string; vector: Float32Array }[];
  centres: Centres;
  mean: Float32Array;
  bounds: CourseBounds | null;
  placing: Record<GapSide, Placing>;
  topics: Record<GapSide, TopicsOfQuestions>;
  vectors: OpenVectors;
  seed: number;
};

/** Histograms of both sides held against one another, cluster by cluster; in steps, so that others have their turn. */
export function* gapFindings(given: Given): Generator<void, FoundGap> {
  const { sample, centres, mean, bounds, placing, vectors, seed } = given;
  const [people, simulated] = [placing.people, placing.simulated];
  const members = { people: people.close(), simulated: simulated.close() };
  const count = members.people.length;
  const placed: { text: string; cluster: number }[] = [];
  for (const { text, vector } of sample) {
    placed.push({ text, cluster: nearest(centres, directionOf(vector, mean)).centre });
    yield;
  }
  const names = nameClusters(placed, count);
  const shares = { people: sharesOf(people.placed, count), simulated: sharesOf(simulated.placed, count) };
  yield;
  const sideOf = (side: GapSide, cluster: number) => {
    const [one, share] = [must(members[side][cluster], "a cluster"), must(shares[side][cluster], "its share")];
    return { share: shareOf(share), turns: one.count, dialogues: one.dialogueIds.length, examples: examplesOf(one) };
  };
  const clusters = names.map((words, cluster) => ({
    cluster,
    words,
    verdict: verdictOf(must(shares.people[cluster], "a share"), must(shares.simulated[cluster], "a share")),
    people: sideOf("people", cluster),
    simulated: sideOf("simulated", cluster),
  }));
  const of = ({ placed, turns, skipped }: Placing) => ({ dialogues: placed.length, turns, skipped });
  const findings = {
    vectoriser: vectors.name,
    dimensions: vectors.dimensions,
    seed,
    sampled: sample.length,
    people: of(people),
    simulated: of(simulated),
    divergence: yield* divergenceOf(people.placed, simulated.placed, count, seed),
    ceiling: yield* divergenceOf(...halvesOf(people.placed), count, seed),
    clusters: clusters.sort((a, b) => weightOf(b) - weightOf(a)),
    topics: { people: topicsOf(given.topics.people), simulated: topicsOf(given.topics.simulated) },
    courseBounds: bounds,
  };
  return { findings, members };
}

/** What is missed or invented most stands first. */
function weightOf({ people, simulated }: { people: { share: GapShare }; simulated: { share: GapShare } }): number {
  return Math.abs((people.share?.value ?? 0) - (simulated.share?.value ?? 0));
}

function shareOf(figure: Figure): GapShare {
  if (!figure.ok) return null;
  return { value: figure.value, low: figure.interval?.low ?? null, high: figure.interval?.high ?? null };
}

function topicsOf(topics: TopicsOfQuestions): GapTopics {
  const { diversity, course, ...figures } = topics.figures();
  return {
    ...figures,
    diversity: diversity && { withSelf: diversity.withSelf, withoutSelf: diversity.withoutSelf },
    course: course && {
      continued: shareOf(course.continued),
      drifted: shareOf(course.drifted),
      shifted: shareOf(course.shifted),
    },
  };
}
