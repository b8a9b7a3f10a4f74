import type { Share, WorkSignal } from "@/lib/domain/work";

/** What a signal says to a person; it asks them to look, and no more. */
export const signalWords: Record<WorkSignal, { label: string; sentence: string }> = {
  rushed: {
    label: "Much quicker",
    sentence: "Less than a third of the time that others usually take. Worth a look together.",
  },
  one_sided: {
    label: "One-sided",
    sentence: "Nearly always the same verdict, where others differ. Worth a look together.",
  },
};

const percent = new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: 0 });

/** A share with its n; over nothing it says so. */
export function sayShare({ share, n }: Share): string {
  return share === null ? "– (n 0)" : `${percent.format(share)} (n ${n})`;
}

/** Seconds as people say them: 42 s, 3 min, 2.5 h. */
export function sayDuration(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3_600).toFixed(1)} h`;
}
