import { backwards, decoded, folded, lettersOf, placeOf, turned, unescaped, type View, viewOf } from "./text-view";

const usualLength = 200;

/** Hiding secrets looks at every letter; nobody reads more than the excerpt of it. */
const mostRead = 4_000;

/** Fewer letters in a row than these prove nothing; a whole secret is found at any length. */
const gramLength = 6;
/** Of digits, six in a row would be many a limit or a count. */
const numberLength = 18;
/** Where a text was decoded, most is noise, in which six in a row may stand by chance. */
const provingLength = 10;
const mask = "[key]";

/**
 * A text without the secrets that were sent, wherever and however they stand: whole, encoded, escaped, one in the other, backwards, with
 * other letters for their own or something between them, in part (six in a row, or one of the ends by itself), or shortened by dots or stars
 * ("sk-ab…yz", "sk-ab***yz"). What looks like anybody's key goes as well.
 */
export function hideSecrets(text: string, secrets: readonly string[]): string {
  const known = secrets.filter((secret) => secret.trim() !== "");
  return hideEnds(hideParts(text, known), known).replace(anybodysKey, mask);
}

/** A digit tells a key from a word: "key provided" stays. */
const anybodysKey =
  /\b(?:(?:sk|pk|rk|gsk|xai|hf|key|ghp)[-_]|AIza|eyJ|(?:Bearer|Basic) +)(?=[\w.+/*-]*\d)[\w.+/*=-]{5,}[\w+/*=-]|[\w-]*\*{3,}[\w-]*/g;

/** The spellings in which a secret may come back, besides escapes: as sent, with other letters for its own, encoded. */
function spellings(secret: string): string[] {
  const encoded = bytesOf(secret).flatMap((bytes) => [bytes.toString("hex"), ...inBase64(bytes), ...inBase32(bytes)]);
  return withBackwards([secret, ...shifted(secret), ...encoded]);
}

/** The same as numbers: bytes in tens, eights and twos, one after the other. */
function inNumbers(secret: string): string[] {
  const inBase = (base: number, digits = 0) =>
    bytesOf(secret).map((bytes) => [...bytes].map((byte) => byte.toString(base).padStart(digits, "0")).join(""));
  return withBackwards([...inBase(10), ...inBase(8), ...inBase(2, 8)]);
}

const bytesOf = (secret: string) => [Buffer.from(secret), Buffer.from(secret, "utf16le")];

function withBackwards(texts: string[]): string[] {
  return texts.flatMap((one) => [one, [...one].reverse().join("")]).map((one) => one.toLowerCase());
}

const shiftIn = (signs: string, shift: (at: number) => number) => (sign: string) => {
  const at = signs.indexOf(sign);
  return at < 0 ? sign : (signs[shift(at) % signs.length] ?? sign);
};
const alphabet = "abcdefghijklmnopqrstuvwxyz";
const digits = "0123456789";
const visible = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i)).join("");

/** Half the alphabet on (rot13), that and digits (rot18), mirrored, and all signs turned (rot47): what is turned back by being turned again. */
const turns = [
  keepingCase(shiftIn(alphabet, (at) => at + 13)),
  keepingCase((sign) => shiftIn(digits, (at) => at + 5)(shiftIn(alphabet, (at) => at + 13)(sign))),
  keepingCase(shiftIn(alphabet, (at) => 25 - at)),
  shiftIn(visible, (at) => at + 47),
];

function keepingCase(turn: (sign: string) => string): (sign: string) => string {
  return (sign) => (/[A-Z]/.test(sign) ? turn(sign.toLowerCase()).toUpperCase() : turn(sign));
}

/** Every letter so many further in the alphabet (rot13 and its like), mirrored in it (Atbash), or all signs turned (rot47). */
function shifted(secret: string): string[] {
  const letters = [...secret.toLowerCase()];
  const rotated = [...alphabet].slice(1).map((_, i) => letters.map(shiftIn(alphabet, (at) => at + i + 1)));
  const mirrored = letters.map(shiftIn(alphabet, (at) => 25 - at));
  const turnedOver = [...secret].map(shiftIn(visible, (at) => at + 47));
  const both = letters.map(shiftIn(alphabet, (at) => at + 13)).map(shiftIn(digits, (at) => at + 5));
  return [...rotated, mirrored, turnedOver, both].map((signs) => signs.join(""));
}

/** Base32 of a longer text holds it in one of five ways. */
function inBase32(bytes: Buffer): string[] {
  return [0, 1, 2, 3, 4].map((before) => {
    const bits = [...Buffer.concat([Buffer.alloc(before), bytes])].map((byte) => byte.toString(2).padStart(8, "0"));
    const groups = bits.join("").match(/.{5}/g) ?? [];
    const signs = groups.map((group) => `${alphabet}234567`[Number.parseInt(group, 2)]).join("");
    return signs.slice(Math.ceil((before * 8) / 5));
  });
}

/** Base64 of a longer text holds it in one of three ways, by where it begins there; the signs that it shares are left out. */
function inBase64(bytes: Buffer): string[] {
  return [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
    const end = /=/.test(whole) ? whole.replace(/=+$/, "").slice(0, -1) : whole;
    return end.slice(before === 0 ? 0 : before + 1);
  });
}

function hideParts(text: string, known: readonly string[]): string {
  if (known.length === 0) return text;
  const hidden = new Uint8Array(text.length);
  const { parts, bareParts, numbers, wholes, bareWholes } = gramsOfSecrets(known);
  const sent = viewOf(text);
  const view = unescaped(sent);
  markParts(folded(view), parts, hidden);
  markParts(lettersOf(folded(view)), bareParts, hidden);
  markParts(lettersOf(folded(view)), numbers, hidden);
  // Once more, where it was encoded twice.
  const outer = [view, backwards(sent), ...turns.map((turn) => turned(sent, turn))];
  for (const inner of [...decoded(view), ...outer.map(unescaped)]) {
    const [whole, bare] = [folded(inner), lettersOf(folded(inner))];
    markParts(whole, wholes, hidden);
    markParts(bare, bareWholes, hidden);
    markParts(bare, numbers, hidden);
  }
  return withMasks(text, hidden);
}

function makeGrams(known: readonly string[]) {
  const all = known.flatMap(spellings);
  const letters = all.map((spelling) => spelling.replace(/[^a-z\d]/g, "")).filter(({ length }) => length >= gramLength);
  return {
    parts: gramsOf(all),
    bareParts: gramsOf(letters),
    numbers: gramsOf(known.flatMap(inNumbers), numberLength),
    wholes: gramsOf(all, provingLength),
    bareWholes: gramsOf(letters, provingLength),
  };
}

let last: { of: string; grams: ReturnType<typeof makeGrams> } | null = null;

/** Mostly asked for again of the same ones, since what fails fails often. */
function gramsOfSecrets(known: readonly string[]): ReturnType<typeof makeGrams> {
  const of = JSON.stringify(known);
  if (last?.of !== of) last = { of, grams: makeGrams(known) };
  return last.grams;
}

/** By their length. */
type Grams = Map<number, Set<string>>;

/** All parts of so many signs in a row; of what is shorter, all of it. */
function gramsOf(all: readonly string[], longest = gramLength): Grams {
  const grams: Grams = new Map();
  for (const spelling of all) {
    const length = Math.min(longest, spelling.length);
    const known = grams.get(length) ?? new Set();
    grams.set(length, known);
    for (let at = 0; at + length <= spelling.length; at++) known.add(spelling.slice(at, at + length));
  }
  return grams;
}

function markParts({ signs, places }: View, grams: Grams, hidden: Uint8Array): void {
  for (const [length, known] of grams)
    for (let at = 0; at + length <= signs.length; at++)
      if (known.has(signs.slice(at, at + length)) && (length >= gramLength || isWord(signs, at, length)))
        hidden.fill(1, ...placeOf(places, at, at + length));
}

/** A short secret such as "test" is only hidden where it stands alone. */
function isWord(signs: string, at: number, length: number): boolean {
  const isLetter = (sign = "") => /[a-z\d]/.test(sign);
  return !isLetter(signs[at - 1]) && !isLetter(signs[at + length]);
}

function withMasks(text: string, hidden: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; ) {
    const from = at;
    const isHidden = hidden[at] === 1;
    while (at < text.length && (hidden[at] === 1) === isHidden) at++;
    pieces.push(isHidden ? mask : text.slice(from, at));
  }
  return pieces.join("");
}

/** Of a shorter secret, four signs would be most of it, and a word by chance. */
const longEnough = 12;

/** What somebody shortened with dots or stars, and an end by itself ("your key ending in 9xYz"). */
function hideEnds(text: string, known: readonly string[]): string {
  const all = known.map((secret) => secret.toLowerCase());
  const long = all.filter(({ length }) => length >= longEnough);
  return text
    .replace(/([\w-]{2,40})(?:\.{2,}|…|\*+)([\w-]{2,40})/g, (whole, head: string, tail: string) =>
      all.some((secret) => secret.startsWith(head.toLowerCase()) || secret.endsWith(tail.toLowerCase())) ? mask : whole,
    )
    .replace(/(?<![\w-])(?=[\w-]*\d)[\w-]{4,5}(?![\w-])/g, (end) =>
      long.some((secret) => secret.startsWith(end.toLowerCase()) || secret.endsWith(end.toLowerCase())) ? mask : end,
    );
}

/** Enough to recognise the trouble; no secret, no control characters, nothing long. */
export function excerpt(text: string, { secrets }: { secrets: readonly string[] }, length = usualLength): string {
  const clean = hideSecrets(text.slice(0, mostRead).replace(/\p{C}+/gu, " "), secrets);
  return clean.length > length ? `${clean.slice(0, length).replace(/[\ud800-\udbff]$/, "")}…` : clean;
}
