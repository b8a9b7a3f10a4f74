import { studentT } from "@/lib/stats/intervals";

/**
 * All that a mean over many dialogues needs of them: sums, so that a dialogue can be added or taken away and what is kept
 * equals what would be counted anew. A dialogue gives any number of values (one for each question, say), which are alike
 * among themselves: intervals take the dialogue, not the value, as what was drawn.
 */
export type FigureSums = {
  /** Dialogues that gave a value. */
  dialogues: number;
  values: number;
  /** What had no value: a question without words, say. */
  skipped: number;
  sum: number;
  /** Of the squares of all values. */
  squares: number;
  /** Over dialogues, of the square of their sum, of their sum times their number of values, and of the square of that number. */
  sumSquares: number;
  cross: number;
  countSquares: number;
};

/** From so many dialogues on the spread between them says something. */
export const fewestDialogues = 6;

export const noSums: FigureSums = {
  dialogues: 0,
  values: 0,
  skipped: 0,
  sum: 0,
  squares: 0,
  sumSquares: 0,
  cross: 0,
  countSquares: 0,
};

/** What one dialogue gives; null stands for what was skipped. Anything that is no finite number is skipped, too. */
export function sumsOf(values: readonly (number | null)[]): FigureSums {
  let [count, sum, squares] = [0, 0, 0];
  for (const one of values) {
    if (one === null || !Number.isFinite(one)) continue;
    count += 1;
    sum += one;
    squares += one * one;
  }
  return {
    dialogues: count > 0 ? 1 : 0,
    values: count,
    skipped: values.length - count,
    sum,
    squares,
    sumSquares: sum * sum,
    cross: sum * count,
    countSquares: count * count,
  };
}

/** Adds what others give, or takes it away (`times` −1). */
export function added(to: FigureSums, more: FigureSums, times: 1 | -1 = 1): FigureSums {
  const names = Object.keys(noSums) as (keyof FigureSums)[];
  return Object.fromEntries(names.map((name) => [name, to[name] + times * more[name]])) as FigureSums;
}

/** A figure of a data set: its mean over all values, and how they spread. */
export type MeanFigure = {
  mean: number;
  /** Standard deviation of single values; null for fewer than two. */
  deviation: number | null;
  /** Standard error of the mean, dialogues being what was drawn; null for fewer than {@link fewestDialogues}. */
  error: number | null;
  /** 95 % by Student's t; null where there is no error. */
  interval: { low: number; high: number } | null;
  dialogues: number;
  values: number;
  skipped: number;
};

/** The mean as a ratio of sums (Cochran 1977, 6.4: values in dialogues of unequal size). Null without values. */
export function meanOfSums(sums: FigureSums): MeanFigure | null {
  const { dialogues, values, skipped, sum, squares, sumSquares, cross, countSquares } = sums;
  if (values === 0) return null;
  const mean = sum / values;
  const deviation = values < 2 ? null : Math.sqrt(Math.max(0, (squares - values * mean * mean) / (values - 1)));
  if (dialogues < fewestDialogues) return { mean, deviation, error: null, interval: null, dialogues, values, skipped };
  const residual = Math.max(0, sumSquares - 2 * mean * cross + mean * mean * countSquares);
  const error = Math.sqrt((residual * dialogues) / (dialogues - 1)) / values;
  const reach = studentT(dialogues - 1) * error;
  return { mean, deviation, error, interval: { low: mean - reach, high: mean + reach }, dialogues, values, skipped };
}

/** How far a figure lies from that of real people. */
export type DistanceFromPeople = {
  difference: number;
  interval: { low: number; high: number } | null;
  /** The difference in standard deviations of people's single values; null where these do not vary. */
  inDeviations: number | null;
};

/** Null where either has no value. The interval is Welch's (1947), with the smaller sample's degrees: never too narrow. */
export function distanceFromPeople(figure: MeanFigure | null, people: MeanFigure | null): DistanceFromPeople | null {
  if (!figure || !people) return null;
  const difference = figure.mean - people.mean;
  const inDeviations = people.deviation ? difference / people.deviation : null;
  if (figure.error === null || people.error === null) return { difference, interval: null, inDeviations };
  const reach = studentT(Math.min(figure.dialogues, people.dialogues) - 1) * Math.hypot(figure.error, people.error);
  return { difference, interval: { low: difference - reach, high: difference + reach }, inDeviations };
}

/** What no mean can be is left out of its interval: less than nothing, more than all. */
export function possible({ low, high }: { low: number; high: number }, unit: string): { low: number; high: number } {
  return { low: Math.max(0, low), high: unit === "share" ? Math.min(1, high) : high };
}
