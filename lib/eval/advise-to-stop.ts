import type { Score } from "./win-rates";

/**
 * Whether two candidates have been compared enough. `ahead`: the interval of the decided votes leaves out one half.
 * `even`: it holds one half and reaches less to either side than the smallest lead that matters. `open`: more votes could tell;
 * `votesNeeded` is about how many more, ties among them as often as now, show the present share with a chance of 80 %,
 * null where there is no lead to show. `detectable` is the lead over one half (0 to 0.5) that as many votes as there
 * are now would show with that chance, null where it is beyond what a share can be.
 */
export type StopAdvice = {
  state: "unknown" | "ahead" | "even" | "open";
  leader: "first" | "second" | null;
  votesNeeded: number | null;
  detectable: number | null;
  /** For a person, with both names, the share, its interval and n. */
  text: string;
};

/** Of a share over one half, where nobody said otherwise. */
export const usualRelevantLead = 0.05;
const mostVotes = 100_000;
const z = 1.959963984540054;
const zOfPower = 0.8416212335729143;
const powerOverLevel = (z + zOfPower) / z; // 80 % power at 5 %, two-sided

/**
 * Decided votes, one an item, that show a lead over one half (above 0, up to 0.5) four times in five at the 5 % level,
 * two-sided. Source: Fleiss, Levin & Paik (2003), chapter 2, for one share held against one half.
 */
export function votesToShow(lead: number): number {
  const share = 0.5 + lead;
  return Math.ceil(((z / 2 + zOfPower * Math.sqrt(share * (1 - share))) / lead) ** 2);
}

/**
 * Advice on one row of `headToHead`. Votes needed and detectable leads follow from the width of the interval, which
 * shrinks with the root of n, so they know of several votes on one item. Whoever looks after each vote and stops at the
 * first lead errs more often than 5 %. `ceiling`: how many votes there can be at all. Source: the usual normal approximation, Fleiss, Levin & Paik (2003), chapter 2.
 */
export function adviseToStop(
  score: Score,
  names: { first: string; second: string },
  relevantLead = usualRelevantLead,
  ceiling: number | null = null,
): StopAdvice {
  const { decided, won, tied, bothBad, lost } = score;
  const nothing = { leader: null, votesNeeded: null, detectable: null };
  if (!decided.ok) return { state: "unknown", ...nothing, text: decided.reason };
  const leader = decided.value === 0.5 ? null : decided.value > 0.5 ? "first" : "second";
  const side = leader ?? "first";
  const share = side === "first" ? decided.value : 1 - decided.value;
  const { interval } = decided;
  if (!interval) {
    const text = `${names[side]} has ${percent(share)} of decided votes, n = ${decided.n}. ${decided.why}`;
    return { state: "unknown", ...nothing, leader, text };
  }
  const [low, high] = side === "first" ? [interval.low, interval.high] : [1 - interval.high, 1 - interval.low];
  const figures = `${percent(share)} of decided votes, 95 % interval ${points(low)}–${points(high)}, n = ${decided.n}`;
  const half = (high - low) / 2;
  const lead = half * powerOverLevel;
  const detectable = lead < 0.5 ? lead : null;
  if (low > 0.5)
    return { ...nothing, state: "ahead", leader, detectable, text: `${names[side]} is ahead, ${figures}.` };
  if (half < relevantLead)
    return { ...nothing, state: "even", leader, detectable, text: `About even: ${names[side]} has ${figures}.` };
  const votesNeeded = leader && needed(score, decided.n, lead / (share - 0.5));
  const given = won + tied + bothBad + lost;
  if (ceiling !== null && (votesNeeded === null || given + votesNeeded > ceiling)) {
    const most = Math.max(given, ceiling);
    const reach = lead * Math.sqrt((decided.n + z * z) / (decided.n * (most / given) + z * z));
    const text = `Not decided: ${names[side]} has ${figures}. ${atMost(most, reach, votesNeeded !== null)}`;
    return { state: "open", leader, votesNeeded: null, detectable, text };
  }
  return {
    state: "open",
    leader,
    votesNeeded,
    detectable,
    text: `Not decided: ${names[side]} has ${figures}. ${outlook(votesNeeded, detectable)}`,
  };
}

function needed({ won, tied, bothBad, lost }: Score, decided: number, times: number): number {
  const perDecided = (won + tied + bothBad + lost) / (won + lost);
  const wider = decided + z * z; // the width of Wilson's interval goes with the root of n + z²
  return Math.max(1, Math.ceil(wider * (times * times - 1) * perDecided));
}

function outlook(votes: number | null, detectable: number | null): string {
  if (votes === null)
    return detectable === null
      ? "There is no lead, and so few votes could not show one."
      : `There is no lead; so many votes would show one of ${points(detectable)} points.`;
  if (votes > mostVotes)
    return `More than ${mostVotes.toLocaleString("en")} votes would be needed to show so small a lead.`;
  return `If that share holds, about ${votes.toLocaleString("en")} more votes show it (4 in 5 times).`;
}

/** What all votes that there can be would show. */
function atMost(votes: number, reach: number, hasLead: boolean): string {
  const all = `All ${votes.toLocaleString("en")} votes that these items allow`;
  const those =
    reach < 0.5
      ? `${all} show a lead of ${points(reach)} points or more (4 in 5 times)`
      : `${all} are too few to show a lead`;
  return hasLead ? `${those}; this one is smaller. More items would be needed.` : `There is no lead now. ${those}.`;
}

function percent(share: number): string {
  return `${points(share)} %`;
}

function points(share: number): string {
  return `${Math.round(100 * share)}`;
}
