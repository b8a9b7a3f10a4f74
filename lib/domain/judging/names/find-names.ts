import { decide, type Occurrence } from "./decide-name";
import { type FoldedText, foldText } from "./fold-text";
import { productWords } from "./known-names";
import type { NameTree, PreparedName } from "./prepare-names";

/** Where something that may be a name stands in a text; `hide`: it is one, `unsure`: only a person can tell. */
export type FoundName = { start: number; end: number; name: string; verdict: "hide" | "unsure" };

/** Every name of a model or maker in a text, in the order in which they stand, in time that grows with its length. */
export function findNames(text: string, tree: NameTree): FoundName[] {
  const occurrences = occurrencesIn(text, tree);
  const verdicts = decide(text, occurrences);
  return occurrences.flatMap(({ start, end, name }, i) => {
    const verdict = verdicts[i];
    return verdict === "hide" || verdict === "unsure" ? [{ start, end, name: name.name, verdict }] : [];
  });
}

function occurrencesIn(text: string, tree: NameTree): Occurrence[] {
  const folded = foldText(text);
  const found: Occurrence[] = [];
  for (let i = 0; i < folded.length; i += 1) {
    if (folded.kindAt(i) !== "sign" || !beginsAt(folded, i)) continue;
    const match = longestAt(folded, i, tree);
    if (!match) continue;
    const start = folded.startOf(i);
    const last = folded.endOf(match.last);
    const end = match.name.isSure ? withVersion(text, last) : last;
    found.push({ start, end, name: match.name, isUpper: folded.isUpperAt(i), isExact: match.isExact });
    // What is no more than a word may hold a name that is one.
    if (match.name.isSure) while (i + 1 < folded.length && folded.startOf(i + 1) < end) i += 1;
    else i = match.last;
  }
  return found;
}

/** True where a word begins, or what may be one: after another script, at a capital after a small letter, after a digit. */
function beginsAt(folded: FoldedText, i: number): boolean {
  if (folded.kindAt(i - 1) !== "sign") return true;
  if (folded.startOf(i - 1) === folded.startOf(i)) return false;
  return isEdge(folded, i - 1, i) || isArabicPrefix(folded, i);
}

function isEdge(folded: FoldedText, before: number, after: number): boolean {
  const [one, other] = [folded.scriptAt(before), folded.scriptAt(after)];
  if (one !== other || one === unspaced) return true;
  if (isDigit(folded, before) !== isDigit(folded, after)) return true;
  return !folded.isUpperAt(before) && folded.isUpperAt(after);
}

const [unspaced, hangul, arabic] = [1, 2, 5];

/** "And", "by", "for", "the", written on to a word. */
function isArabicPrefix(folded: FoldedText, i: number): boolean {
  if (folded.scriptAt(i) !== arabic) return false;
  for (let at = i - 1, signs = 0; ; at -= 1, signs += 1) {
    if (folded.kindAt(at) !== "sign") return signs > 0;
    if (signs === 3 || !"وفبلكا".includes(String.fromCodePoint(folded.codeAt(at)))) return false;
  }
}

/** Names end where words do; particles and endings of Korean, and an s, may follow. */
function endsAt(folded: FoldedText, last: number): boolean {
  const next = last + 1;
  if (folded.kindAt(next) !== "sign") return true;
  if (folded.startOf(next) === folded.startOf(last)) return false;
  if (isEdge(folded, last, next) || folded.scriptAt(last) === hangul) return true;
  return folded.codeAt(next) === 115 && folded.kindAt(next + 1) !== "sign";
}

type Match = { name: PreparedName; last: number; isExact: boolean };

function longestAt(folded: FoldedText, from: number, tree: NameTree): Match | null {
  let best: Match | null = null;
  let node: NameTree | undefined = tree;
  const path: number[] = [];
  const cuts: Cut[] = [];
  for (let i = from; ; ) {
    node = node.next.get(folded.codeAt(i));
    if (!node) break;
    path.push(i);
    if (node.names.length > 0 && endsAt(folded, i)) {
      const name = node.names.find((one) => fits(one, cuts, folded, path));
      if (name) best = better(best, { name, last: i, isExact: isExact(name, folded, path) });
    }
    const next = nextSign(folded, i, path.length, cuts);
    if (next === null) break;
    i = next;
  }
  return best;
}

/** The longer one, but never one that needs a context instead of one that needs none. */
function better(best: Match | null, found: Match): Match {
  return best?.name.isSure && !found.name.isSure ? best : found;
}

type Cut = { at: number; signs: string };
const widestGap = 4;

/** The next sign that may belong to the same name, past what stands between two of them, which is noted in `cuts`. */
function nextSign(folded: FoldedText, from: number, at: number, cuts: Cut[]): number | null {
  let signs = "";
  for (let i = from + 1; ; i += 1) {
    const kind = folded.kindAt(i);
    if (kind === "end") return null;
    if (kind === "sign") {
      if (signs) cuts.push({ at, signs });
      return i;
    }
    if (kind === "gap") signs += String.fromCharCode(folded.codeAt(i));
    if (signs.length > widestGap || i - from > 60) return null;
  }
}

const isBetweenParts = /^(?:[^\n]|[ _-]*\n?[ _]*)$/u;

/** What stands between its signs stands where the name has parts, or between each two of them. */
function fits(name: PreparedName, cuts: readonly Cut[], folded: FoldedText, path: readonly number[]): boolean {
  const extra = cuts.filter(({ at }) => !name.joints.has(at) && !name.turns.has(at));
  const own = cuts.filter(({ at }) => name.joints.has(at) || name.turns.has(at));
  if (extra.length > 0) return isSpelled(name, cuts);
  if (!own.every(({ signs }) => isBetweenParts.test(signs))) return false;
  const apart = own.some(({ signs }) => /[ \n]/.test(signs));
  return !apart || !name.isSure || !name.partsAreWords || isExact(name, folded, path);
}

/** "G.P.T.4", "c-l-a-u-d-e 3": of some of its parts every letter by itself, in one manner. */
function isSpelled(name: PreparedName, cuts: readonly Cut[]): boolean {
  const bounds = [...new Set([0, ...name.joints, ...name.turns, name.key.length])].sort((a, b) => a - b);
  const within = cuts.filter(({ at }) => !bounds.includes(at));
  const isWholeOrSpelled = bounds.slice(1).every((end, i) => {
    const start = bounds[i] ?? 0;
    const own = within.filter(({ at }) => at > start && at < end).length;
    return own === 0 || own === end - start - 1;
  });
  if (name.key.length < 3 || !isWholeOrSpelled) return false;
  return within.every(({ signs }) => signs.trim() === within[0]?.signs.trim());
}

function isExact(name: PreparedName, folded: FoldedText, path: readonly number[]): boolean {
  return path.every((at, i) => folded.isUpperAt(at) === name.capitals[i]);
}

function isDigit(folded: FoldedText, i: number): boolean {
  return folded.codeAt(i) >= 48 && folded.codeAt(i) <= 57;
}

const size = String.raw`v?\d+(?:[.x]\d+)*[a-z]{0,4}(?![\p{L}\p{N}])`;
const kind = String.raw`(?:${productWords})(?![\p{L}\p{N}])`;
const version = new RegExp(
  String.raw`(?:[-_:.]?${size}|[-_:]${kind}|(?<=\d)[a-z]{1,3}(?![\p{L}\p{N}]))(?:[-_:](?:${size}|${kind}))*|s(?![\p{L}\p{N}])`,
  "iuy",
);

/** What belongs to a name: its size, version and kind. */
function withVersion(text: string, end: number): number {
  version.lastIndex = end;
  const follows = version.exec(text);
  return follows ? end + follows[0].length : end;
}
