import { must } from "@/lib/base/assert";
import type { Queryable } from "@/lib/data/sql";
import { findGapOrder, writeGap } from "@/lib/data/statistics/gaps";
import { untilReachable } from "@/lib/data/until-reachable";
import type { GapOrder, GapSide } from "@/lib/domain/statistics/gap";
import { meanOf } from "@/lib/measures/directions";
import { findCentres, usualClusters } from "@/lib/measures/k-means";
import { courseBounds } from "@/lib/measures/topic-course";
import { inSlices } from "../in-slices";
import { gapFindings } from "./gap-findings";
import { Placing, wanted } from "./place-turns";
import { beginSide, drawFrom, pointsOf, vectorsOf } from "./sample-turns";
import { type OpenVectors, openVectors, type QuestionVector, readQuestionVectors } from "./vectors";

/** The same each time. */
const seed = 1;

type Tools = {
  signal: AbortSignal;
  report: (progress: { done: number; total: number; sentence: string }) => Promise<void>;
  rest: (workedMs: number) => Promise<void>;
  whileHeld: <T>(work: (tx: Queryable) => Promise<T>) => Promise<T>;
};

/**
 * Finds what people say and a simulator does not, and the other way round: clusters are found by a sample of both sides, then
 * all turns are put to the nearest. Both snapshots are read twice, since no worker has room for all their vectors. It writes
 * once, at its end, and the same each time.
 */
export async function workOutGap(gapId: string, tools: Tools): Promise<{ clusters: number }> {
  const { order, total } = must(await untilReachable(() => findGapOrder(gapId)), "the gap that was asked for");
  const vectors = await openVectors(order.modelId ?? "own");
  const sides = {
    people: beginSide(order.peopleId, vectors.dimensions, seed),
    simulated: beginSide(order.simulatedId, vectors.dimensions, seed),
  };
  let done = 0;
  const tell = (sentence: string) => tools.report({ done, total: 2 * total, sentence });
  const goThrough = async (step: (dialogue: QuestionVector[], side: GapSide) => void, sentence: string) => {
    for (const side of ["people", "simulated"] as const)
      for await (const batch of readWanted(sides[side].id, order, vectors)) {
        tools.signal.throwIfAborted();
        await inSlices(
          each(batch, (dialogue) => step(dialogue, side)),
          tools.rest,
        );
        done += batch.length;
        await tell(sentence);
      }
  };
  await goThrough((dialogue, side) => drawFrom(dialogue, sides[side]), "Reading turns");
  const sample = [sides.people, sides.simulated].flatMap(({ sample }) => sample.items);
  const mean = meanOf(sample.map(({ vector }) => vector));
  await tell("Finding clusters");
  const k = order.clusters ?? usualClusters(sample.length);
  const centres = await inSlices(findCentres(pointsOf(sample, mean), k, seed), tools.rest);
  const bounds = order.turns === "openings" ? null : courseBounds(sides.people.sample.items, seed);
  const placing = { people: new Placing(centres, mean), simulated: new Placing(centres, mean) };
  await goThrough((dialogue, side) => {
    placing[side].add(dialogue);
    if (bounds) sides[side].topics.addCourse(vectorsOf(dialogue), bounds);
  }, "Putting turns to clusters");
  const steps = gapFindings({
    sample,
    centres,
    mean,
    bounds,
    placing,
    seed,
    vectors,
    topics: { people: sides.people.topics, simulated: sides.simulated.topics },
  });
  const found = await inSlices(steps, tools.rest);
  await untilReachable(() => tools.whileHeld((tx) => writeGap(tx, gapId, found)));
  return { clusters: found.findings.clusters.length };
}

async function* readWanted(id: string, { turns }: GapOrder, vectors: OpenVectors): AsyncGenerator<QuestionVector[][]> {
  for await (const batch of readQuestionVectors(id, vectors))
    yield batch.map((questions) => [...wanted(questions, turns)]);
}

function* each<T>(items: readonly T[], step: (item: T) => void): Generator<void, void> {
  for (const item of items) {
    step(item);
    yield;
  }
}
