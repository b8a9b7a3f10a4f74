import { readVotesVersion, writeFigures } from "@/lib/data/judging/figures";
import { untilReachable } from "@/lib/data/until-reachable";
import { keyOfFigures } from "@/lib/domain/judging/figures-order";
import type { JobHandler } from "./job-handler";

/** Computes what the votes of an evaluation say, and keeps it with the version of the votes that it was computed from. */
export const workOutResults: JobHandler<"evaluation_results"> = async (
  { payload },
  { computeFigures, whileHeld, report },
) => {
  const { evaluationId, order } = payload;
  // Read first: votes that come meanwhile may be in it or not, and are counted again under their own version.
  const votesVersion = await untilReachable(() => readVotesVersion(evaluationId));
  await report({ done: 0, total: 1 });
  const began = performance.now();
  const body = await computeFigures(evaluationId, order);
  const figures = { votesVersion, body, tookMs: Math.round(performance.now() - began) };
  await untilReachable(() => whileHeld((tx) => writeFigures(tx, evaluationId, keyOfFigures(order), figures)));
  await report({ done: 1, total: 1 });
  return { kind: "done", result: { votesVersion } };
};
