import { type FoldedText, foldText } from "./fold-text";
import type { NameTree, PreparedName } from "./prepare-names";
import { oneOfTwo, standInsOf } from "./stand-ins";
import { isEdge, scripts } from "./word-edges";

/** `path`: the folded signs that it is read from; `pieces`: what it falls into where something stands within its words. */
export type Match = {
  name: PreparedName;
  path: readonly number[];
  last: number;
  isExact: boolean;
  isSigned: boolean;
  isGlanced: boolean;
  pieces: string[];
};

/** The longest name that stands in a text from here on; one that needs no context before one that does. */
export function longestAt(folded: FoldedText, from: number, tree: NameTree): Match | null {
  return new Walk(folded).from(from, tree);
}

type Cut = { at: number; signs: string };
const widestGap = 4;

/** A way through the tree of names along a text, and the way back wherever a sign may be written for several letters. */
class Walk {
  private best: Match | null = null;
  private readonly path: number[] = [];
  private readonly cuts: Cut[] = [];
  private signed = 0;
  private glanced = 0;

  constructor(private readonly folded: FoldedText) {}

  from(start: number, tree: NameTree): Match | null {
    this.step(tree, start);
    return this.best;
  }

  private step(node: NameTree, i: number): void {
    const { folded } = this;
    const code = folded.codeAt(i);
    this.path.push(i);
    if (folded.kindAt(i) === "sign") {
      this.enter(node.next.get(code), i);
      const other = folded.kindAt(i + 1) === "sign" ? oneOfTwo(code, folded.codeAt(i + 1)) : undefined;
      if (other !== undefined) this.glance(() => this.enter(node.next.get(other), i + 1));
    }
    for (const standIn of standInsOf(code)) {
      const next = node.next.get(standIn.code);
      if (!next) continue;
      if (standIn.isSigned) {
        this.signed += 1;
        this.enter(next, i);
        this.signed -= 1;
      } else this.glance(() => this.enter(next, i));
    }
    this.path.pop();
  }

  private glance(go: () => void): void {
    this.glanced += 1;
    go();
    this.glanced -= 1;
  }

  private enter(node: NameTree | undefined, last: number): void {
    if (!node) return;
    if (node.names.length > 0 && endsAt(this.folded, last)) this.consider(node, last);
    const next = this.nextSign(last);
    if (!next) return;
    if (next.signs) this.cuts.push({ at: this.path.length, signs: next.signs });
    this.step(node, next.i);
    if (next.signs) this.cuts.pop();
  }

  private consider(node: NameTree, last: number): void {
    const { folded, path, cuts, signed, glanced } = this;
    const isRecognized = (name: PreparedName) =>
      signed + glanced === 0 || (name.key.length >= fewestOfDisguised && 2 * (signed + glanced) <= name.key.length);
    const name = node.names.find((one) => isRecognized(one) && fits(one, cuts, folded, path));
    if (!name) return;
    const found: Match = {
      name,
      path: [...path],
      last,
      isExact: isExact(name, folded, path),
      isSigned: signed > 0,
      isGlanced: glanced > 0,
      pieces: isSplit(name, cuts) ? piecesOf(name, cuts) : [],
    };
    if (isBetter(found, this.best)) this.best = found;
  }

  /** The next sign that may belong to the same name, with what stands between. */
  private nextSign(from: number): { i: number; signs: string } | null {
    const { folded } = this;
    let signs = "";
    for (let i = from + 1; ; i += 1) {
      const kind = folded.kindAt(i);
      if (kind === "sign") return { i, signs };
      if (kind === "end")
        return i < folded.length && signs === "" && standInsOf(folded.codeAt(i)).length > 0 ? { i, signs } : null;
      if (kind === "gap") signs += String.fromCharCode(folded.codeAt(i));
      if (signs.length > widestGap || i - from > 60) return null;
    }
  }
}

/** With other signs for its letters, a shorter name would be many a word. */
const fewestOfDisguised = 4;

function isBetter(found: Match, best: Match | null): boolean {
  if (!best) return true;
  if (best.name.isSure !== found.name.isSure) return found.name.isSure;
  return found.last > best.last || (found.last === best.last && !found.isSigned && !found.isGlanced);
}

/** Endings of nouns and names in Russian, Ukrainian, Bulgarian and their like, as they are folded. */
const endings = new Set(
  "а у ом е ы и ов ам ами ах ой ою ю я ем ём ев ям ями ях ей ого ому ові".split(" ").map((ending) => {
    const folded = foldText(ending);
    return Array.from({ length: folded.length }, (_, i) => String.fromCodePoint(folded.codeAt(i))).join("");
  }),
);

/** Names end where words do; particles and endings of Korean, endings of Cyrillic, and an s, may follow. */
function endsAt(folded: FoldedText, last: number): boolean {
  const next = last + 1;
  if (folded.kindAt(next) !== "sign") return true;
  if (folded.startOf(next) === folded.startOf(last)) return false;
  if (isEdge(folded, last, next) || folded.scriptAt(last) === scripts.hangul) return true;
  if (folded.scriptAt(last) === scripts.cyrillic) return endings.has(restOfWord(folded, next));
  return folded.codeAt(next) === 115 && folded.kindAt(next + 1) !== "sign";
}

function restOfWord(folded: FoldedText, from: number): string {
  let rest = "";
  for (let i = from; folded.kindAt(i) === "sign" && rest.length < 5; i += 1)
    rest += String.fromCodePoint(folded.codeAt(i));
  return rest;
}

const isBetweenParts = /^(?:[^\n]|[ _-]*\n?[ _]*)$/u;

/** What stands between its signs stands where the name has parts, or between each two of them. */
function fits(name: PreparedName, cuts: readonly Cut[], folded: FoldedText, path: readonly number[]): boolean {
  const extra = cuts.filter(({ at }) => !name.joints.has(at) && !name.turns.has(at));
  const own = cuts.filter(({ at }) => name.joints.has(at) || name.turns.has(at));
  if (extra.length > 0) return isSpelled(name, cuts) || isSplit(name, cuts);
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

/** "Brum-fiz", "Brum fiz", a word cut at the end of a line: in two or three, which no other word falls into by chance. */
function isSplit(name: PreparedName, cuts: readonly Cut[]): boolean {
  const extra = cuts.filter(({ at }) => !name.joints.has(at) && !name.turns.has(at));
  const isUnspaced = name.key.every((code) => code >= 0x2e80);
  if (!name.isSure || extra.length === 0 || extra.length > 2 || name.key.length < (isUnspaced ? 4 : 6)) return false;
  const pieces = piecesOf(name, extra);
  return (
    extra.every(({ signs }) => /^(?:[^\n]{1,2}|[-_]\n ?)$/.test(signs)) &&
    (isUnspaced || pieces.every(({ length }) => length > 1))
  );
}

function piecesOf({ key }: PreparedName, cuts: readonly Cut[]): string[] {
  const bounds = [0, ...cuts.map(({ at }) => at), key.length];
  return bounds.slice(1).map((end, i) => String.fromCodePoint(...key.slice(bounds[i], end)));
}

function isExact(name: PreparedName, folded: FoldedText, path: readonly number[]): boolean {
  return path.every((at, i) => folded.isUpperAt(at) === name.capitals[i]);
}
