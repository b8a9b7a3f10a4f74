import { type FoldedText, foldText } from "./fold-text";
import { alwaysModels, genericWords, wordMakers, wordModels } from "./known-names";

/** True for a word of a language, given in small letters. */
export type IsWord = (word: string) => boolean;

/** A name as it is looked for. */
export type PreparedName = {
  /** As it was given. */
  name: string;
  /** Its folded signs, one after another. */
  key: readonly number[];
  /** Places in the key where something may stand between two signs; `turns` are those at which only letters and digits change. */
  joints: ReadonlySet<number>;
  turns: ReadonlySet<number>;
  /** Hidden wherever it stands; else where the context says that a model is meant. */
  isSure: boolean;
  /** Of letters of both cases: written just like this it is no word of every day. */
  caseTells: boolean;
  /** Its parts are words of every day, as those of "OpenAI": set apart they are it only in its own capitals. */
  partsAreWords: boolean;
  /** A candidate of the evaluation or what belongs to one, a well-known model, or who makes models among other things. */
  of: "candidate" | "model" | "maker";
  capitals: readonly boolean[];
};

export type NameTree = { next: Map<number, NameTree>; names: PreparedName[] };

/**
 * Everything that would tell whose text one reads: the names as given, the parts of those that are paths, what such a name
 * begins with ("Quokka" of "quokka-7b"), and well-known models and makers.
 */
export function prepareNames(given: readonly string[], isWord: IsWord): NameTree {
  const root: NameTree = { next: new Map(), names: [] };
  const known = new Set<string>();
  const add = (prepared: PreparedName | null) => {
    if (!prepared) return;
    const key = `${prepared.key.join()} ${prepared.isSure}`;
    if (known.has(key)) return;
    known.add(key);
    let node = root;
    for (const sign of prepared.key) {
      const next = node.next.get(sign) ?? { next: new Map(), names: [] };
      node.next.set(sign, next);
      node = next;
    }
    // A sure name is tried before one that needs a context.
    node.names = [...node.names, prepared].sort((a, b) => Number(b.isSure) - Number(a.isSure));
  };
  for (const name of alwaysModels) add(prepare(name, isWord, { isSure: true, of: "model" }));
  for (const name of wordModels) add(prepare(name, isWord, { isSure: false, of: "model" }));
  for (const name of wordMakers) add(prepare(name, isWord, { isSure: false, of: "maker" }));
  const models = new Set(wordModels.map((name) => keyOf(foldText(name)).join()));
  for (const name of given) {
    const whole = prepare(name, isWord);
    if (whole && !models.has(whole.key.join())) add(whole);
    for (const part of partsOf(name)) {
      const prepared = prepare(part, isWord);
      if (prepared?.isSure) add(prepared);
    }
    const stem = /^\p{L}{4,}(?=[-_.]?\d)/u.exec(name.split("/").at(-1) ?? "")?.[0];
    const begun = stem && !genericWords.has(stem.toLowerCase()) ? prepare(stem, isWord) : null;
    if (begun && !models.has(begun.key.join())) add(begun);
  }
  return root;
}

/** Of a path, or of a file's name, what may stand alone: "meta-llama/Llama-3-8b:free" has three. */
function partsOf(name: string): string[] {
  const bare = name.replace(/\.(?:jsonl?|csv|txt|gguf|tsv)$/i, "");
  const parts = bare.split(/[/:@\s]+/);
  return parts.length > 1 || bare !== name ? [bare, ...parts] : [];
}

function keyOf(folded: FoldedText): number[] {
  return Array.from({ length: folded.length }, (_, i) => i).flatMap((i) =>
    folded.kindAt(i) === "sign" ? [folded.codeAt(i)] : [],
  );
}

function prepare(
  name: string,
  isWord: IsWord,
  law: Pick<PreparedName, "isSure" | "of"> | null = null,
): PreparedName | null {
  const folded = foldText(name.trim().slice(0, 120));
  const key: number[] = [];
  const capitals: boolean[] = [];
  const joints = new Set<number>();
  const turns = new Set<number>();
  for (let i = 0, before = -1; i < folded.length; i += 1) {
    if (folded.kindAt(i) !== "sign") continue;
    if (before >= 0 && before !== i - 1) joints.add(key.length);
    else if (before >= 0 && isTurn(folded, before, i)) turns.add(key.length);
    key.push(folded.codeAt(i));
    capitals.push(folded.isUpperAt(i));
    before = i;
  }
  if (key.length < 2) return null;
  const text = String.fromCodePoint(...key);
  const [parts, pieces] = [cutAt(text, joints), cutAt(text, new Set([...joints, ...turns]))];
  const isCommon = (part: string) => genericWords.has(part) || isWord(part);
  const mixed = capitals.slice(1).some(Boolean) && !capitals.every(Boolean) && joints.size === 0;
  return {
    name,
    key,
    joints,
    turns,
    capitals,
    isSure: law?.isSure ?? tellsByItself(name, { parts, pieces }, isCommon),
    caseTells: mixed,
    partsAreWords: pieces.length > 1 && pieces.every(isCommon),
    of: law?.of ?? "candidate",
  };
}

function cutAt(text: string, places: ReadonlySet<number>): string[] {
  const parts: string[] = [];
  let part = "";
  for (const [i, sign] of [...text].entries()) {
    if (i > 0 && places.has(i)) {
      parts.push(part);
      part = "";
    }
    part += sign;
  }
  return [...parts, part];
}

/** From a small letter to a capital, or between letters and digits. */
function isTurn(folded: FoldedText, before: number, at: number): boolean {
  const isDigit = (i: number) => folded.codeAt(i) >= 48 && folded.codeAt(i) <= 57;
  return isDigit(before) !== isDigit(at) || (!folded.isUpperAt(before) && folded.isUpperAt(at));
}

/**
 * The rule of names (docs/method.md): digits beside a word that is more than a number's, a word that no dictionary knows, or
 * four letters of a script without spaces make a name that is nothing else.
 */
function tellsByItself(
  name: string,
  { parts, pieces }: { parts: string[]; pieces: string[] },
  isCommon: (part: string) => boolean,
): boolean {
  const isNumber = (piece: string) => /^\d+$/.test(piece);
  const worded = pieces.filter((piece) => piece.length > 1 && !isNumber(piece));
  if (worded.some((part) => /[^\p{Script=Latin}]/u.test(part))) return [...name.trim().normalize("NFC")].length >= 4;
  if (pieces.some(isNumber)) {
    const isOfSize = parts.length > 1 && parts.some((part) => /^\d+[bm]$/.test(part));
    return isOfSize || worded.some((piece) => !genericWords.has(piece));
  }
  if (parts.length === 1) return (parts[0] ?? "").length >= 5 && !isCommon(parts[0] ?? "");
  return worded.some((part) => !isCommon(part));
}
