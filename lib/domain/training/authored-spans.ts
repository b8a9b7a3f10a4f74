import { diffChars, diffWordsWithSpace } from "diff";

/** Who wrote a text, by id (names change), and by which act: a model's attempt, what a person typed or changed, or a file that was taken in. */
export type Author =
  | { by: "model"; who: string; act: string | null }
  /** A turn that a person typed, or what they changed in one that stood before. */
  | { by: "person" | "edit"; who: string; act: string | null }
  /** An import, or the seeds of a run. */
  | { by: "file"; who: string; act: null };

/** A turn with where its text comes from. */
export type AuthoredTurn = {
  text: string;
  author: Author;
  /** The turn that it was written instead of, by changing that one's text. */
  replacedId: string | null;
  /** The turn whose text it is a copy of. */
  keptFromId: string | null;
};

/** A part of a text, half-open, in UTF-16 units. */
export type AuthoredSpan = { start: number; end: number; author: Author };

/**
 * Who wrote each character of a turn, without a gap: what an edit left as it was stays its author's, what it put in is the
 * person's. A word that stems from what stood there by less than half is the person's as a whole: that some letters are the same is chance.
 */
export function authoredSpans(id: string, find: (id: string) => AuthoredTurn | undefined): AuthoredSpan[] {
  const turn = find(id);
  if (!turn) return [];
  if (turn.keptFromId !== null && find(turn.keptFromId)?.text === turn.text)
    return authoredSpans(turn.keptFromId, find);
  const replaced = turn.replacedId === null ? undefined : find(turn.replacedId);
  if (!replaced || turn.replacedId === null) return spansOf([{ length: turn.text.length, author: turn.author }]);
  return edited(replaced.text, authoredSpans(turn.replacedId, find), turn);
}

/** The same in Unicode code points, as Python and most tokenizers count. */
export function inCodePoints(text: string, spans: readonly AuthoredSpan[]): AuthoredSpan[] {
  if (!/[\ud800-\udbff]/.test(text)) return [...spans];
  let [unit, point] = [0, 0];
  const pointAt = (place: number) => {
    for (; unit < place; point++) unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
    return point;
  };
  return spans.map(({ start, end, author }) => ({ start: pointAt(start), end: pointAt(end), author }));
}

/** So many changes are looked for; a text of which more was changed is the person's as a whole. */
const most = { maxEditLength: 4_000 };

function edited(before: string, beforeSpans: readonly AuthoredSpan[], { text, author }: AuthoredTurn): AuthoredSpan[] {
  const runs: Run[] = [];
  let place = 0;
  for (const change of changesOf(before, text)) {
    if (change.added) runs.push({ length: change.value.length, author });
    else if (!change.removed) runs.push(...within(beforeSpans, place, place + change.value.length));
    if (!change.added) place += change.value.length;
  }
  return spansOf(runs);
}

type Change = { value: string; added: boolean; removed: boolean };

function changesOf(before: string, after: string): Change[] {
  const words = diffWordsWithSpace(before, after, most);
  if (!words) return [whole(before, "removed"), whole(after, "added")];
  const changes: Change[] = [];
  let region: Change[] = [];
  const close = () => {
    changes.push(...(lettersOf(region) ?? region));
    region = [];
  };
  for (const [i, change] of words.entries()) {
    const isChanged = change.added || change.removed;
    // Blanks and commas between two changes are the same by chance.
    const isBetween = region.length > 0 && i + 1 < words.length && !/[\p{L}\p{N}]/u.test(change.value);
    if (isChanged || isBetween) region.push(change);
    else {
      close();
      changes.push(change);
    }
  }
  close();
  return changes;
}

/** Changed words letter by letter, where what stands there now stems from what stood there; null else. */
function lettersOf(region: readonly Change[]): Change[] | null {
  const before = region.flatMap(({ added, value }) => (added ? [] : [value])).join("");
  const after = region.flatMap(({ removed, value }) => (removed ? [] : [value])).join("");
  const letters = before === "" || after === "" ? undefined : diffChars(before, after, most);
  const left = letters?.reduce((sum, { added, removed, value }) => sum + (added || removed ? 0 : value.length), 0) ?? 0;
  // Of a long text that was replaced by a short one, nearly any letters are found by chance.
  return letters && left * 2 >= after.length && left * 3 >= before.length ? letters : null;
}

function whole(value: string, kind: "added" | "removed"): Change {
  return { value, added: kind === "added", removed: kind === "removed" };
}

type Run = { length: number; author: Author };

function within(spans: readonly AuthoredSpan[], from: number, to: number): Run[] {
  return spans.map(({ start, end, author }) => ({ length: Math.min(end, to) - Math.max(start, from), author }));
}

/** Runs one after another, those of one author as one. */
function spansOf(runs: readonly Run[]): AuthoredSpan[] {
  const spans: AuthoredSpan[] = [];
  let start = 0;
  for (const { length, author } of runs) {
    if (length <= 0) continue;
    const last = spans.at(-1);
    if (last && isSame(last.author, author)) last.end += length;
    else spans.push({ start, end: start + length, author });
    start += length;
  }
  return spans;
}

function isSame(a: Author, b: Author): boolean {
  return a.by === b.by && a.who === b.who && a.act === b.act;
}
