import { type Cues, cuesAt, isOfModels, isOfOneself } from "./cues";
import type { PreparedName } from "./prepare-names";

/** Something that is spelled like a name. */
export type Occurrence = {
  start: number;
  end: number;
  name: PreparedName;
  isUpper: boolean;
  isExact: boolean;
  /** With digits or signs for letters, letters that are taken for others, or those of two scripts. */
  isDisguised: boolean;
  /** It falls into words of every day, which may stand side by side by chance. */
  isOfWords: boolean;
};

export type Verdict = "hide" | "unsure" | "stay";

const sentenceEnd = /[.!?。！？\n;؟]/u;
/** So far is looked for the ends of a sentence; what is longer is no sentence. */
const longest = 240;

/**
 * What is to be done with each thing that is spelled like a name. Names that are nothing else are hidden; of words of every
 * day only what the context shows to be one, and what it leaves open is said to be so.
 */
export function decide(text: string, found: readonly Occurrence[]): Verdict[] {
  const sentences = new Sentences(text);
  for (const { start, name } of found) if (name.isSure) sentences.tellOfModel(start);
  const fences = fencesOf(text);
  const people = new Set(found.filter((one) => !one.name.isSure && isPerson(text, one)).map(({ name }) => name));
  return found.map((one) => {
    const { start, name } = one;
    if (name.isSure || (name.caseTells && one.isExact)) return one.isOfWords ? "unsure" : "hide";
    if (isWithinWord(text, one)) return "stay";
    // Nobody writes a word of every day like that.
    if (one.isDisguised) return name.of === "candidate" ? "unsure" : "hide";
    const cues = cuesAt(text, start, one.end, one.isUpper);
    if (name.of === "maker") return cues.isMaker && sentences.isAboutIt(start) ? "hide" : "stay";
    return decideWord(text, one, {
      cues,
      isPerson: people.has(name) || isPerson(text, one),
      inCode: isInCode(text, start, fences),
      isOfModels: () => sentences.isOfModels(start),
    });
  });
}

type Around = { cues: Cues; isPerson: boolean; inCode: boolean; isOfModels: () => boolean };

function decideWord(text: string, one: Occurrence, { cues, isPerson, inCode, isOfModels }: Around): Verdict {
  const { name, start, end } = one;
  const isModel = name.of === "model";
  // With its own signs, as "long-context" or "our_model": more than its words.
  const isWritten = text.slice(start, end) === name.name && /[^\p{L}\p{N}\s]/u.test(name.name);
  const isProper = one.isUpper || isUncased(text.slice(start, end));
  if (isModel && (cues.hasVersion || (cues.hasKind && isProper))) return "hide";
  if (cues.isStrong) return isPerson ? "unsure" : "hide";
  if (cues.isNamed || (cues.isMaker && isModel && isProper)) {
    if (isProper || isModel || isWritten) return isPerson ? "unsure" : "hide";
    if (cues.isSpeaker) return mayBeSaidOfOneself(text, one) ? "unsure" : "stay";
  }
  if (!isProper) {
    return isWritten || (isModel && isOfModels()) ? "unsure" : "stay";
  }
  if (inCode) return isModel && /["']$/.test(text[start - 1] ?? "") ? "unsure" : "stay";
  if (isPerson || isShouted(text, one)) return "stay";
  if (isFirst(text, start)) {
    if (isOfModels()) return isModel ? "hide" : "unsure";
    return isModel || name.capitals[0] ? "unsure" : "stay";
  }
  return isOfModels() ? "hide" : "unsure";
}

/** "I am base." may say who speaks; "I am open to it" does not. */
function mayBeSaidOfOneself(text: string, { end }: Occurrence): boolean {
  return /^[*_`~"”»]*\s*(?:$|[.,!?;:\n(。，！])/u.test(text.slice(end, end + 12));
}

/** A letter before it, or after it, of the same script: "database", "jean-claude", "dataBase", "Base64". */
function isWithinWord(text: string, { start, end, name }: Occurrence): boolean {
  const [before, after] = [text.slice(Math.max(0, start - 2), start), text.slice(end, end + 2)];
  const isLatin = /^\p{Script=Latin}/u.test(text.slice(start, start + 2));
  if (!isLatin) return false;
  return (
    /[\p{Script=Latin}\d]$/u.test(before) ||
    /[\p{L}\d][-_]$/u.test(before) ||
    /^\p{Script=Latin}/u.test(after) ||
    (name.of === "candidate" && /^\d/.test(after))
  );
}

const plainWord =
  /^(?:The|And|Or|But|Is|Was|Are|Has|Had|Can|Could|Will|Would|Does|Did|I|It|In|On|For|To|By|With|As|At|If|So|That|This|My|You|We|He|She|They|Not|No|Yes)$/u;

/** Part of a longer name of somebody or something: "Claude Shannon", "Claude-Henri", "Mistral Bay", "克劳德·香农". */
function isPerson(text: string, { start, end, isUpper }: Occurrence): boolean {
  const after = text.slice(end, end + 40);
  if (/^[·・•‧]\s?\p{L}/u.test(after)) return true;
  if (!isUpper) return false;
  const next = /^(?:[*_`]*[ -][*_`]*)((?:(?:de|von|van|le|la|du|da|di|E|[A-Z]\.)[ -]){0,3}\p{Lu}[\p{Ll}’']+)/u.exec(
    after,
  )?.[1];
  if (next !== undefined) return !plainWord.test(next);
  return /(?:\b(?:Jean|Marie|Van|Saint|St\.?|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Prof\.?|Monsieur|Madame|Uncle|Aunt|King|Lord|Sir) |-)$/u.test(
    text.slice(Math.max(0, start - 10), start),
  );
}

/** Of a script without capitals. */
function isUncased(word: string): boolean {
  return word.toLowerCase() === word.toUpperCase();
}

/** In capitals, between others: a heading, not a name. */
function isShouted(text: string, { name, start, end }: Occurrence): boolean {
  const word = text.slice(start, end);
  if (word !== word.toUpperCase() || name.capitals.every(Boolean)) return false;
  const around = `${text.slice(Math.max(0, start - 16), start)} ${text.slice(end, end + 16)}`;
  const words = around.match(/\p{L}{2,}/gu) ?? [];
  return words.length > 0 && words.every((other) => other === other.toUpperCase());
}

/** True at the beginning of a sentence, line or entry, where every word has a capital. */
function isFirst(text: string, start: number): boolean {
  return /(?:^|[.!?。！？\n:;—•(“"「؟])[\s*_#>`~"“«([-]*$/u.test(text.slice(Math.max(0, start - 12), start));
}

/** Where fenced code begins and ends, one after the other. */
function fencesOf(text: string): number[] {
  return [...text.matchAll(/^ {0,3}(?:`{3,}|~{3,})/gm)].map(({ index }) => index);
}

function isInCode(text: string, at: number, fences: readonly number[]): boolean {
  let low = 0;
  for (let high = fences.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((fences[middle] as number) <= at) low = middle + 1;
    else high = middle;
  }
  if (low % 2 === 1) return true;
  const before = text.slice(Math.max(0, at - longest), at);
  return before.slice(before.lastIndexOf("\n") + 1).split("`").length % 2 === 0;
}

/** What is known of the sentences of a text; each is read once. */
class Sentences {
  private readonly named = new Set<number>();
  private readonly ofModels = new Map<number, boolean>();

  constructor(private readonly text: string) {}

  /** A model is named for sure in the sentence in which this stands. */
  tellOfModel(at: number): void {
    this.named.add(this.startOf(at));
  }

  isOfModels(at: number): boolean {
    const start = this.startOf(at);
    if (this.named.has(start)) return true;
    const known = this.ofModels.get(start);
    if (known !== undefined) return known;
    const found = isOfModels(this.sentence(start));
    this.ofModels.set(start, found);
    return found;
  }

  /** Of models, or of whoever speaks. */
  isAboutIt(at: number): boolean {
    return this.isOfModels(at) || isOfOneself(this.sentence(this.startOf(at)));
  }

  private startOf(at: number): number {
    let start = at;
    while (start > 0 && at - start < longest && !this.endsAt(start - 1)) start -= 1;
    return start;
  }

  private sentence(start: number): string {
    let end = start;
    while (end < this.text.length && end - start < 2 * longest && !this.endsAt(end)) end += 1;
    return this.text.slice(start, end);
  }

  /** A full stop within a number or a name is none. */
  private endsAt(at: number): boolean {
    const sign = this.text[at] ?? "";
    if (!sentenceEnd.test(sign)) return false;
    return sign !== "." || !/[\p{L}\p{N}]/u.test(this.text[at + 1] ?? "");
  }
}
