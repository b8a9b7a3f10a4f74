import { decide, type Occurrence } from "./decide-name";
import { type FoldedText, foldText } from "./fold-text";
import { productWords } from "./known-names";
import { longestAt, type Match } from "./match-name";
import { type IsWord, type NameTree, prepareNames } from "./prepare-names";
import { standInsOf } from "./stand-ins";
import { isEdge, scripts } from "./word-edges";

const size = String.raw`v?\d+(?:[.x]\d+)*[a-z]{0,4}(?![\p{L}\p{N}])`;

const kind = String.raw`(?:${productWords})(?![\p{L}\p{N}])`;

const version = new RegExp(
  String.raw`(?:[-_:.]?${size}|[-_:]${kind}|(?<=\d)[a-z]{1,3}(?![\p{L}\p{N}]))(?:[-_:](?:${size}|${kind}))*|s(?![\p{L}\p{N}])`,
  "iuy",
);

/** What stands where a name was. */
export const nameMask = "[name hidden]";

/** The names that raters of an evaluation are not to read, ready to be looked for. */
export class HiddenNames {
  private readonly tree: NameTree;

  constructor(
    names: readonly string[],
    private readonly isWord: IsWord,
  ) {
    this.tree = prepareNames(names, isWord);
  }

  /** A text without the names that give a model or its maker away; all else stays byte for byte. */
  mask(text: string): { text: string; found: number } {
    const hidden = this.find(text).filter(({ verdict }) => verdict === "hide");
    const pieces: string[] = [];
    let at = 0;
    for (const { start, end } of hidden) {
      pieces.push(text.slice(at, start), nameMask);
      at = end;
    }
    return { text: hidden.length === 0 ? text : pieces.join("") + text.slice(at), found: hidden.length };
  }

  /** What is hidden, and what only a person can tell to be a name or an ordinary word. */
  find(text: string): FoundName[] {
    return findNames(text, this.tree, this.isWord);
  }
}

/** Where something that may be a name stands in a text; `hide`: it is one, `unsure`: only a person can tell. */
type FoundName = { start: number; end: number; name: string; verdict: "hide" | "unsure" };

/** Every name of a model or maker in a text, in the order in which they stand, in time that grows with its length. */
function findNames(text: string, tree: NameTree, isWord: IsWord): FoundName[] {
  const occurrences = occurrencesIn(text, tree, isWord);
  const verdicts = decide(text, occurrences);
  return occurrences.flatMap(({ start, end, name }, i) => {
    const verdict = verdicts[i];
    return verdict === "hide" || verdict === "unsure" ? [{ start, end, name: name.name, verdict }] : [];
  });
}

function occurrencesIn(text: string, tree: NameTree, isWord: IsWord): Occurrence[] {
  const folded = foldText(text);
  const found: Occurrence[] = [];
  for (let i = 0; i < folded.length; i += 1) {
    if (!beginsAt(folded, i)) continue;
    const match = longestAt(folded, i, tree);
    if (!match) continue;
    const start = folded.startOf(i);
    const last = folded.endOf(match.last);
    if (match.isGlanced && !match.isSigned && isWord(text.slice(start, last).toLowerCase())) continue;
    const end = match.name.isSure ? withVersion(text, last) : last;
    found.push({
      start,
      end,
      name: match.name,
      isUpper: folded.isUpperAt(i),
      isExact: match.isExact,
      isDisguised: match.isSigned || match.isGlanced || hasTwoScripts(folded, match),
      isOfWords: match.pieces.length > 1 && match.pieces.every((piece) => piece.length < 2 || isWord(piece)),
    });
    // What is no more than a word may hold a name that is one.
    if (match.name.isSure) while (i + 1 < folded.length && folded.startOf(i + 1) < end) i += 1;
    else i = match.last;
  }
  return found;
}

/** Letters of two scripts in one word are nobody's spelling. */
function hasTwoScripts(folded: FoldedText, { path }: Match): boolean {
  return new Set(path.map((at) => folded.scriptAt(at)).filter((script) => script !== scripts.digits)).size > 1;
}

/** True where a word begins, or what may be one: after another script, at a capital after a small letter, after a digit. */
function beginsAt(folded: FoldedText, i: number): boolean {
  if (folded.kindAt(i) !== "sign" && standInsOf(folded.codeAt(i)).length === 0) return false;
  if (folded.kindAt(i - 1) !== "sign") return true;
  if (folded.startOf(i - 1) === folded.startOf(i)) return false;
  return isEdge(folded, i - 1, i) || isArabicPrefix(folded, i);
}

/** "And", "by", "for", "the", written on to a word. */
function isArabicPrefix(folded: FoldedText, i: number): boolean {
  if (folded.scriptAt(i) !== scripts.arabic) return false;
  for (let at = i - 1, signs = 0; ; at -= 1, signs += 1) {
    if (folded.kindAt(at) !== "sign") return signs > 0;
    if (signs === 3 || !"وفبلكا".includes(String.fromCodePoint(folded.codeAt(at)))) return false;
  }
}

/** What belongs to a name: its size, version and kind. */
function withVersion(text: string, end: number): number {
  version.lastIndex = end;
  const follows = version.exec(text);
  return follows ? end + follows[0].length : end;
}
