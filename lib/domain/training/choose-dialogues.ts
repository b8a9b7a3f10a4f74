import { inSeededOrder, usualSeed } from "./seeded-order";
import { type SplitPart, splitPartSchema } from "./split-spec";

/** A snapshot that dialogues are chosen from. */
export type Source = {
  snapshotId: string;
  /** Its share of what is chosen, beside the weights of the others; null (then of all sources) = everything that is there. */
  weight: number | null;
  /** In the order of the snapshot. */
  dialogueIds: readonly string[];
};

export type Choosing = {
  sources: readonly Source[];
  /** So many dialogues of the part that is trained on, or all where there are fewer; the other parts stay whole. */
  subset: { size: number; seed: number } | null;
  /** null = there is no split, and all is trained on. */
  partOf: ReadonlyMap<string, SplitPart> | null;
  /** Dialogues that stay out; others take their places. */
  leftOut: ReadonlySet<string>;
};

export type ChosenPart = {
  part: SplitPart;
  /** By source, in the order of the snapshot. A dialogue of several sources is taken from the first. */
  from: { snapshotId: string; dialogueIds: string[] }[];
  dialogues: number;
  /** The source of which nothing was left while the others still had some: it bounds the mix. null where none did. */
  boundBy: string | null;
};

/**
 * The dialogues of a training file, part by part. Weights and subset shape what is trained on; the other parts stay whole,
 * so that models of different mixes and sizes are measured by the same dialogues. By weights dialogues are drawn one at a
 * time, each from the source that is furthest behind its weight (Webster's method, which takes nothing away as a house
 * grows), until that source has nothing left: shares hold, and no dialogue is ever taken twice. A subset is the beginning
 * of what is drawn, so a smaller one lies within a larger one.
 */
export function chooseDialogues({ sources, subset, partOf, leftOut }: Choosing): ChosenPart[] {
  const seen = new Set(leftOut);
  const own = sources.map((source) => ({
    ...source,
    dialogueIds: source.dialogueIds.filter((id) => !seen.has(id) && seen.add(id)),
  }));
  return splitPartSchema.options.flatMap((part) => {
    const inPart = own.map((source) => ({
      ...source,
      dialogueIds: source.dialogueIds.filter((id) => (partOf ? partOf.get(id) : "train") === part),
    }));
    if (inPart.every(({ dialogueIds }) => dialogueIds.length === 0)) return [];
    return [part === "train" ? { part, ...draw(inPart, subset) } : { part, ...whole(inPart) }];
  });
}

type Drawn = Omit<ChosenPart, "part">;

function whole(sources: readonly Source[]): Drawn {
  const from = sources.map(({ snapshotId, dialogueIds }) => ({ snapshotId, dialogueIds: [...dialogueIds] }));
  return { from, dialogues: from.reduce((sum, { dialogueIds }) => sum + dialogueIds.length, 0), boundBy: null };
}

function draw(sources: readonly Source[], subset: Choosing["subset"]): Drawn {
  const { size, seed } = subset ?? { size: Number.POSITIVE_INFINITY, seed: usualSeed };
  if (sources.length === 1 || sources.some(({ weight }) => weight === null)) {
    const all = sources.flatMap(({ dialogueIds }) => dialogueIds);
    return whole(only(sources, inSeededOrder(all, seed).slice(0, size)));
  }
  const { counts, boundBy } = byWeight(sources, size);
  const drawn = sources.flatMap(({ dialogueIds }, i) => inSeededOrder(dialogueIds, seed).slice(0, counts[i]));
  return { ...whole(only(sources, drawn)), boundBy };
}

function only(sources: readonly Source[], ids: readonly string[]): Source[] {
  const chosen = new Set(ids);
  return sources.map((source) => ({ ...source, dialogueIds: source.dialogueIds.filter((id) => chosen.has(id)) }));
}

/** How many of each source. */
function byWeight(sources: readonly Source[], most: number): { counts: number[]; boundBy: string | null } {
  const counts = sources.map(() => 0);
  for (let drawn = 0; drawn < most; drawn++) {
    const due = furthestBehind(sources, counts);
    const source = sources[due];
    if (!source || counts[due] === source.dialogueIds.length) {
      const othersHaveSome = sources.some(({ dialogueIds }, i) => dialogueIds.length > (counts[i] ?? 0));
      return { counts, boundBy: othersHaveSome ? (source?.snapshotId ?? null) : null };
    }
    counts[due] = (counts[due] ?? 0) + 1;
  }
  return { counts, boundBy: null };
}

function furthestBehind(sources: readonly Source[], counts: readonly number[]): number {
  const claim = (i: number) => (sources[i]?.weight ?? 0) / (2 * (counts[i] ?? 0) + 1);
  return sources.reduce((best, _, i) => (claim(i) > claim(best) ? i : best), 0);
}
