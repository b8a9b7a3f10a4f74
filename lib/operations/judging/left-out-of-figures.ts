import type { EvaluationResults } from "@/lib/contract/endpoints/evaluation-results";
import type { Gathered } from "./gather-sources";
import { judgeLeftOut } from "./judge-sources";
import { leftOut } from "./vote-battles";

/** What is in no figure of this source, how much of it, and why: by its nature, or since a lead decided so. */
export function leftOutOfFigures(gathered: Gathered, source: string): EvaluationResults["leftOut"] {
  const judge = gathered.judges.find(({ id }) => id === source);
  return [
    ...(judge ? judgeLeftOut(judge) : []).map(byItself),
    ...(source === "people" ? leftOut(gathered.votes) : []).map(byItself),
    ...gathered.leftOut.map(byRuling),
  ];
}

function byItself(left: { reason: string; count: number }) {
  return { ...left, isByChoice: false };
}

function byRuling({ subject, name, reason, count }: Gathered["leftOut"][number]) {
  const what = {
    rater: `by ${name}`,
    judge_run: `by the judge ${name}`,
    import: `from ${name || "a file"}`,
    open_names: "on texts that may name a model",
  }[subject];
  return { reason: `${what}, left out by a lead (${reason.replace(/[.\s]+$/, "")})`, count, isByChoice: true };
}
