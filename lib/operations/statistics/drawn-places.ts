import { seededRandom } from "@/lib/base/random";

/** By this seed dialogues are drawn wherever not all of a snapshot are looked at. */
export const drawingSeed = 1;

/** Positions from 1, up to so many, in the order in which the seed draws them: fewer are the first of more. */
export function drawnPlaces(of: number, most: number): number[] {
  const random = seededRandom(drawingSeed);
  const places = Array.from({ length: of }, (_, i) => i + 1);
  const wanted = Math.min(of, most);
  for (let i = 0; i < wanted; i++) {
    const j = i + Math.floor(random() * (of - i));
    [places[i], places[j]] = [places[j] as number, places[i] as number];
  }
  return places.slice(0, wanted);
}
