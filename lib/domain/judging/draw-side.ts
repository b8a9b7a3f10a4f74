import { seededRandom, seedFrom } from "@/lib/base/random";

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
