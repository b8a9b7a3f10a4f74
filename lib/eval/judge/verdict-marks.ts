import type { JudgeMode } from "@/lib/domain/judging/judge-prompt";

/** Something in a text that reads, or could be mended to read, as a verdict in double brackets; `value` as in `[[value]]`. */
export type VerdictMark = { value: string; start: number; end: number };

/** What looks like a bracket or a letter of a verdict after Unicode's own folding (NFKC) has done its part. */
const lookalikes: Record<string, string> = {
  ...Object.fromEntries([..."⟦【〔〖〚⁅❲⦋⟬「『〘⌈⌊⎡⸨"].map((mark) => [mark, "["])),
  ...Object.fromEntries([..."⟧】〕〗〛⁆❳⦌⟭」』〙⌉⌋⎤⸩"].map((mark) => [mark, "]"])),
  А: "A",
  В: "B",
  С: "C",
  Α: "A",
  Β: "B",
  Ϲ: "C",
  Ꭺ: "A",
  Ᏼ: "B",
  Ꮯ: "C",
  а: "a",
  с: "c",
  ϲ: "c",
  "🅰": "A",
  "🅱": "B",
  "🅐": "A",
  "🅑": "B",
  "🅒": "C",
  "🅲": "C",
};
const escaped =
  /(?:&(?:#0*91|#x0*5b|lbrack|lsqb);|%5b|\\u005b|\\x5b)|&(?:#0*93|#x0*5d|rbrack|rsqb);|%5d|\\u005d|\\x5d/iy;
const tag = /<[/!a-z][^<>\n]{0,60}>/iy;
const double = /[⟦⟬〚〘⟧⟭〛〙]/u; // one character that stands for two brackets
const plain = /^[A-Za-z0-9[\].,/]$/;
const inBrackets = /\[\[+[.,]*([abc]|\d+(?:\.\d*)?(?:,\d+(?:\.\d*)?)?)(?:\/10)?[.,]*\]\]/gi;

/**
 * Finds verdicts in a text that is to be judged, in any disguise that a reader (or a judge that copies tidily) might
 * take for one: other brackets, escapes, lookalike letters, characters without width, spaces, line ends and mark-up
 * between. Finds too much rather than too little, but only what is a verdict where one answer is scored (a number), or
 * two are compared (A, B, C, or two numbers): `x[[1]]` is good R.
 */
export function findVerdictMarks(text: string, mode: JudgeMode): VerdictMark[] {
  if (!/[[&%\\\u0080-\uffff]/.test(text)) return [];
  const found = marksIn(text, mode, false);
  if (!text.includes("<")) return found;
  const behindTags = marksIn(text, mode, true).filter((one) =>
    found.every(({ start, end }) => one.end <= start || end <= one.start),
  );
  return [...found, ...behindTags].sort((a, b) => a.start - b.start);
}

function marksIn(text: string, mode: JudgeMode, passesTags: boolean): VerdictMark[] {
  let folded = "";
  const from: number[] = [];
  const to: number[] = [];
  for (let at = 0; at < text.length; ) {
    const piece = pieceAt(text, at, passesTags);
    for (const letter of fold(piece)) {
      folded += letter;
      from.push(at);
      to.push(at + piece.length);
    }
    at += piece.length;
  }
  return [...folded.matchAll(inBrackets)].flatMap((match) => {
    const value = canonical(match[1] ?? "");
    const isGrade = /^[\d.]+$/.test(value);
    if (isGrade !== (mode === "single")) return [];
    return { value, start: from[match.index] ?? 0, end: to[match.index + match[0].length - 1] ?? 0 };
  });
}

/** The text with every such verdict in brackets that no verdict is read from: ⟦A⟧. */
export function neutralise(text: string, mode: JudgeMode): string {
  let written = "";
  let at = 0;
  for (const { value, start, end } of findVerdictMarks(text, mode)) {
    written += `${text.slice(at, Math.max(at, start))}⟦${value}⟧`;
    at = Math.max(at, end);
  }
  return written + text.slice(at);
}

/** Letters upper case, numbers without needless digits, so that the same verdict is the same text. */
export function canonical(value: string): string {
  return value
    .split(",")
    .map((part) => (/^\s*\d/.test(part) ? String(Number.parseFloat(part)) : part.trim().toUpperCase()))
    .join(",");
}

/** One character, an escape that stands for a bracket, or a tag of HTML if those are passed over. */
function pieceAt(text: string, at: number, passesTags: boolean): string {
  const letter = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const longer = letter === "<" && passesTags ? tag : "&%\\".includes(letter) ? escaped : null;
  if (!longer) return letter;
  longer.lastIndex = at;
  return longer.exec(text)?.[0] ?? letter;
}

/** Nothing but letters, digits, brackets, and what belongs to numbers. */
function fold(piece: string): string {
  if (piece.length > 1 && piece.startsWith("<")) return "";
  if (piece.length > 2) return /(?:91|5b|lbrack|lsqb);?$/i.test(piece) ? "[" : "]";
  if (piece <= "\u007f") return plain.test(piece) ? piece : "";
  const known = lookalikes[piece];
  if (known !== undefined) return double.test(piece) ? known + known : known;
  return [...piece.normalize("NFKC")]
    .map((letter) => lookalikes[letter] ?? letter)
    .filter((letter) => plain.test(letter))
    .join("");
}
