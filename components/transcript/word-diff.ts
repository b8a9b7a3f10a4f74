import { diffWords } from "diff";

export type DiffPart = { kind: "same" | "added" | "removed"; text: string };
export type WordDiff = { parts: DiffPart[]; added: number; removed: number };

/** Beyond this many changed words, or this long a search, the texts share too little for a diff to help. */
const limits = { maxEditLength: 600, timeout: 150 };

/**
 * What changed between two texts, word by word, with the number of words added and removed. Words are those of the
 * script (Chinese and Thai have no spaces); spacing alone counts as no change. Null when the texts are too far apart.
 */
export function wordDiff(before: string, after: string): WordDiff | null {
  const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });
  const changes = diffWords(before, after, { intlSegmenter: segmenter, ...limits });
  if (!changes) return null;
  const diff: WordDiff = { parts: [], added: 0, removed: 0 };
  for (const { value, added, removed } of changes) {
    const kind = added ? "added" : removed ? "removed" : "same";
    diff.parts.push({ kind, text: value });
    if (kind !== "same") diff[kind] += countWords(segmenter, value);
  }
  return diff;
}

function countWords(segmenter: Intl.Segmenter, text: string): number {
  return [...segmenter.segment(text)].filter((segment) => segment.isWordLike).length;
}
