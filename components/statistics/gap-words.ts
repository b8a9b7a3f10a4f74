import type { GapCluster, GapShare, GapSide } from "@/lib/domain/statistics/gap";
import type { Tone } from "../ui/tone";

export const verdictWords: Record<GapCluster["verdict"], { label: string; tone: Tone; hint: string }> = {
  missed: { label: "Missed", tone: "warn", hint: "People say it; the simulator never, or a fifth as often at most" },
  invented: {
    label: "Invented",
    tone: "danger",
    hint: "The simulator says it; people never, or a fifth as often at most",
  },
  captured: { label: "Captured", tone: "ok", hint: "Both say it" },
  unsure: { label: "Too few to tell", tone: "neutral", hint: "Far apart, but chance may have done it" },
};
export const verdicts = Object.keys(verdictWords) as GapCluster["verdict"][];

export const sideWords: Record<GapSide, string> = { people: "People", simulated: "Simulator" };

/** "12.3 % (8.1 to 17.9)". */
export function tellShare(share: GapShare): string {
  if (!share) return "–";
  const percent = (value: number) => (100 * value).toFixed(1);
  const interval =
    share.low === null || share.high === null ? "" : ` (${percent(share.low)} to ${percent(share.high)})`;
  return `${percent(share.value)} %${interval}`;
}

/** "0.214 bits (0.180 to 0.260)". */
export function tellBits(divergence: { bits: number; interval: { low: number; high: number } | null } | null): string {
  if (!divergence) return "–";
  const { bits, interval } = divergence;
  const told = `${bits.toFixed(3)} bits`;
  return interval ? `${told} (${interval.low.toFixed(3)} to ${interval.high.toFixed(3)})` : told;
}

/** What a cluster is called: its words, or what is said in it. */
export function nameOf({ words, people, simulated }: Pick<GapCluster, "words" | "people" | "simulated">): string {
  if (words.length > 0) return words.join(", ");
  const [example] = [...people.examples, ...simulated.examples];
  return example ? example.text.slice(0, 60) : "Nothing";
}
