import { seededRandom, seedFrom } from "@/lib/base/random";
import type { EvaluationSpec } from "./evaluation";

type Drawn = { itemId: string; firstId: string; secondId: string | null; needed: number };
type Field = {
  items: readonly { id: string }[];
  /** By position. */
  candidates: readonly { id: string; name: string }[];
  /** Of dialogues, which nobody writes any more: the candidates that have one on an item. */
  showing?: ReadonlyMap<string, ReadonlySet<string>>;
  /** Only what this candidate takes part in: the others were drawn before. */
  newcomer?: string;
};

/**
 * Everything that is to be judged, in the order in which raters are served. Every two candidates meet on every item, or
 * where a baseline is named each other one meets it; in a Turing evaluation each item stands alone. Dialogues meet where both are there. The order is drawn
 * round by round over the items, so that whenever raters stop, all pairs and items were judged about equally often. Of
 * the set share, drawn without replacement, `people` are needed instead of one.
 */
export function drawComparisons(
  { items, candidates, showing, newcomer }: Field,
  { kind, baseline, overlap }: Pick<EvaluationSpec, "kind" | "baseline" | "overlap">,
  seed: number,
): Drawn[] {
  const takesPart = (id: string) => newcomer === undefined || id === newcomer;
  const place = newcomer === undefined ? "" : `:${candidates.findIndex(({ id }) => id === newcomer)}`;
  const random = seededRandom(seedFrom(`comparisons:${seed}${place}`));
  const pairs = kind === "turing" ? [] : pairsOf(candidates, baseline).filter((pair) => pair.some(takesPart));
  const drawn = shuffled(items, random).map(({ id }): Drawn[] => {
    const there = showing?.get(id) ?? new Set();
    if (kind === "turing")
      return [...there].filter(takesPart).map((firstId) => ({ itemId: id, firstId, secondId: null, needed: 1 }));
    const able = kind === "answers" ? pairs : pairs.filter((pair) => pair.every((one) => there.has(one)));
    return shuffled(able, random).map(([firstId, secondId]) => ({ itemId: id, firstId, secondId, needed: 1 }));
  });
  const longest = Math.max(0, ...drawn.map((own) => own.length));
  const rounds = Array.from({ length: longest }, (_, i) => drawn.flatMap((own) => own[i] ?? []));
  const all = rounds.flatMap((round) => shuffled(round, random));
  if (!overlap) return all;
  const shared = new Set(shuffled(all, random).slice(0, Math.round(all.length * overlap.share)));
  return all.map((one) => (shared.has(one) ? { ...one, needed: overlap.people } : one));
}

function pairsOf(candidates: Field["candidates"], baseline: string | null): [string, string][] {
  return candidates.flatMap((first, i) =>
    candidates
      .slice(i + 1)
      .filter((second) => baseline === null || first.name === baseline || second.name === baseline)
      .map((second): [string, string] => [first.id, second.id]),
  );
}

/** Fisher and Yates. */
function shuffled<T>(all: readonly T[], random: () => number): T[] {
  const drawn = [...all];
  for (let i = drawn.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [drawn[i], drawn[j]] = [drawn[j] as T, drawn[i] as T];
  }
  return drawn;
}

/** Long enough that nobody can count out which side comes next, short enough to balance a small study. */
const block = 20;

/**
 * Whether the first candidate stands on the right at a rater's ballot number `ordinal` (from 0). Permuted blocks: of
 * each 20 ballots of a rater 10 are swapped, in an order drawn from the evaluation's seed, so that left and right are
 * balanced for every rater and any number of ballots. The same arguments always give the same side.
 */
export function isSwappedAt(seed: number, raterId: string, ordinal: number): boolean {
  const random = seededRandom(seedFrom(`side:${seed}:${raterId}:${Math.floor(ordinal / block)}`));
  const sides = Array.from({ length: block }, (_, i) => i % 2 === 1);
  for (let i = block - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [sides[i], sides[j]] = [sides[j] as boolean, sides[i] as boolean];
  }
  return sides[ordinal % block] as boolean;
}

/** What a rater's ballot number `ordinal` is taken from; drawn with the set shares, the same each time. */
export function drawBallot(
  seed: number,
  raterId: string,
  ordinal: number,
  { goldRate, repeatRate }: { goldRate: number; repeatRate: number },
): "gold" | "repeat" | "new" {
  const drawn = seededRandom(seedFrom(`ballot:${seed}:${raterId}:${ordinal}`))();
  if (drawn < goldRate) return "gold";
  return drawn < goldRate + repeatRate ? "repeat" : "new";
}
