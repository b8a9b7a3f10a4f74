import { binOf } from "@/lib/domain/statistics/bins";
import type { FigureCounts, PackedFigures, PackedSum } from "@/lib/domain/statistics/kept-figures";
import { type FigureId, figureDefinitions, type PathValues } from "./dialogue-figures";
import { addExactly, type ExactSum, nearestTo } from "./exact-sum";
import { type FigureSums, noSums, sumsOf } from "./figure-sums";

const sumNames = Object.keys(noSums) as (keyof FigureSums)[];
const figureIds = Object.keys(figureDefinitions) as FigureId[];

/** The sums of each figure, exactly: in the order of `noSums`. */
type ExactFigures = Map<FigureId, ExactSum[]>;

/** A path of a dialogue as it is counted: in which half, on which day, with which values. */
export type CountedPath = { half: 0 | 1; day: string; values: PathValues };

/**
 * What is kept of the dialogues of a data set while they come and go: sums of each figure in two halves and by day, and how
 * many values lie in each bin. Sums are exact, so that what was maintained equals what is counted anew, bit for bit.
 */
export class MaintainedFigures {
  private readonly halves: [ExactFigures, ExactFigures] = [new Map(), new Map()];
  private readonly days = new Map<string, { dialogues: number; sums: ExactFigures }>();
  private readonly counts: FigureCounts = {};
  dialogues = 0;

  static of({ halves, days, counts, dialogues }: PackedFigures): MaintainedFigures {
    const kept = new MaintainedFigures();
    kept.dialogues = dialogues;
    kept.halves[0] = unpack(halves[0]);
    kept.halves[1] = unpack(halves[1]);
    for (const [day, { dialogues, sums }] of Object.entries(days))
      kept.days.set(day, { dialogues, sums: unpack(sums) });
    for (const [figure, bins] of Object.entries(counts)) kept.counts[figure] = Object.assign({}, bins);
    return kept;
  }

  /** Counts a path, or takes it away again (`times` −1). */
  add({ half, day, values }: CountedPath, times: 1 | -1 = 1): void {
    this.dialogues += times;
    const ofDay = this.days.get(day) ?? { dialogues: 0, sums: new Map() };
    ofDay.dialogues += times;
    if (ofDay.dialogues === 0) this.days.delete(day);
    else this.days.set(day, ofDay);
    for (const id of figureIds) {
      const given = values[id] ?? [];
      const sums = sumsOf(given);
      addSums(this.halves[half], id, sums, times);
      addSums(ofDay.sums, id, sums, times);
      for (const value of given) if (value !== null) this.count(id, binOf(figureDefinitions[id].unit, value), times);
    }
  }

  private count(id: FigureId, bin: number, times: 1 | -1): void {
    this.counts[id] ??= {};
    const bins = this.counts[id];
    const count = (bins[bin] ?? 0) + times;
    if (count === 0) delete bins[bin];
    else bins[bin] = count;
  }

  /** As it is kept to go on from. */
  pack(): PackedFigures {
    const days = [...this.days].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      dialogues: this.dialogues,
      halves: [pack(this.halves[0]), pack(this.halves[1])],
      days: Object.fromEntries(days.map(([day, { dialogues, sums }]) => [day, { dialogues, sums: pack(sums) }])),
      counts: this.counts,
    };
  }

  /** The sums of both halves as numbers: what pages are made of. */
  sums(): [Record<string, FigureSums>, Record<string, FigureSums>] {
    return [toSums(pack(this.halves[0])), toSums(pack(this.halves[1]))];
  }
}

/** What was packed, as numbers. */
export function toSums(packed: Record<string, PackedSum[]>): Record<string, FigureSums> {
  return Object.fromEntries(
    figureIds.map((id) => {
      const kept = packed[id] ?? [];
      const each = sumNames.map((name, i) => [name, numberOf(kept[i] ?? 0)]);
      return [id, Object.fromEntries(each) as FigureSums];
    }),
  );
}

function addSums(to: ExactFigures, id: FigureId, sums: FigureSums, times: 1 | -1): void {
  let kept = to.get(id);
  if (!kept) {
    kept = sumNames.map(() => []);
    to.set(id, kept);
  }
  for (let i = 0; i < sumNames.length; i++) {
    const sum = sums[sumNames[i] as keyof FigureSums];
    if (sum !== 0) addExactly(kept[i] as ExactSum, times * sum);
  }
}

function pack(figures: ExactFigures): Record<string, PackedSum[]> {
  const packed = figureIds.flatMap((id) => {
    const sums = figures.get(id);
    return sums ? [[id, sums.map((parts) => (parts.length > 1 ? parts : (parts[0] ?? 0)))] as const] : [];
  });
  return Object.fromEntries(packed);
}

function unpack(packed: Record<string, PackedSum[]>): ExactFigures {
  const known = figureIds.filter((id) => packed[id]);
  return new Map(known.map((id) => [id, (packed[id] ?? []).map(partsOf)]));
}

function partsOf(sum: PackedSum): ExactSum {
  if (typeof sum !== "number") return [...sum];
  return sum === 0 ? [] : [sum];
}

function numberOf(sum: PackedSum): number {
  return typeof sum === "number" ? sum : nearestTo(sum);
}
