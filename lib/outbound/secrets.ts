const usualLength = 200;

/** Hiding secrets looks at every letter; nobody reads more than the excerpt of it. */
const mostRead = 4_000;

/** Fewer letters in a row than these prove nothing; a whole secret is found at any length. */
const gramLength = 6;
/** Of digits, six in a row would be many a limit or a count. */
const numberLength = 18;
const mask = "[key]";

/**
 * A text without the secrets that were sent, wherever and however they stand: whole, encoded, escaped, backwards, with
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
const visible = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i)).join("");

/** Every letter so many further in the alphabet (rot13 and its like), mirrored in it (Atbash), or all signs turned (rot47). */
function shifted(secret: string): string[] {
  const letters = [...secret.toLowerCase()];
  const turns = [...alphabet].slice(1).map((_, i) => letters.map(shiftIn(alphabet, (at) => at + i + 1)));
  const mirrored = letters.map(shiftIn(alphabet, (at) => 25 - at));
  const turned = [...secret].map(shiftIn(visible, (at) => at + 47));
  const digits = letters.map(shiftIn(alphabet, (at) => at + 13)).map(shiftIn("0123456789", (at) => at + 5));
  return [...turns, mirrored, turned, digits].map((signs) => signs.join(""));
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

/** A text sign by sign, escapes read and case folded, each with the part of the text that it stands for. */
type View = { signs: string; places: [from: number, to: number][] };

const escapes = /%(?:25)*([\da-f]{2})|\\+x([\da-f]{2})|\\+u\{?([\da-f]{2,6})\}?|&#x([\da-f]{1,6});?|&#(\d{1,7});?/iy;

function viewOf(text: string): View {
  let signs = "";
  const places: View["places"] = [];
  for (let at = 0; at < text.length; ) {
    escapes.lastIndex = at;
    const found = escapes.exec(text);
    const sign = found ? signOf(found) : String.fromCodePoint(text.codePointAt(at) ?? 0);
    const to = at + (found?.[0].length ?? sign.length);
    const plain = sign.normalize("NFKC").toLowerCase();
    for (let i = 0; i < plain.length; i++) places.push([at, to]);
    signs += plain;
    at = to;
  }
  return { signs, places };
}

function signOf([, percent, x, u, hexEntity, entity]: RegExpExecArray): string {
  const code = entity === undefined ? Number.parseInt(percent ?? x ?? u ?? hexEntity ?? "", 16) : Number(entity);
  return code <= 0x10ffff ? String.fromCodePoint(code) : " ";
}

const isLetter = (sign: string) => /[a-z\d]/.test(sign);

/** Letters and digits alone: what somebody put between them goes. */
function lettersOf({ signs, places }: View): View {
  const kept = [...places.keys()].filter((at) => isLetter(signs[at] ?? ""));
  return {
    signs: kept.map((at) => signs[at]).join(""),
    places: kept.map((at) => places[at] as [number, number]),
  };
}

function hideParts(text: string, known: readonly string[]): string {
  if (known.length === 0) return text;
  const hidden = new Uint8Array(text.length);
  const view = viewOf(text);
  const all = known.flatMap(spellings);
  markParts(view, all, hidden);
  const bare = lettersOf(view);
  const letters = all.map((spelling) => spelling.replace(/[^a-z\d]/g, "")).filter(({ length }) => length >= gramLength);
  markParts(bare, letters, hidden);
  markParts(bare, known.flatMap(inNumbers), hidden, numberLength);
  return withMasks(text, hidden);
}

function markParts({ signs, places }: View, all: readonly string[], hidden: Uint8Array, longest = gramLength): void {
  const grams = new Set<string>();
  for (const spelling of all) {
    const length = Math.min(longest, spelling.length);
    for (let at = 0; at + length <= spelling.length; at++) grams.add(spelling.slice(at, at + length));
  }
  for (const length of new Set([...grams].map((gram) => gram.length)))
    for (let at = 0; at + length <= signs.length; at++)
      if (grams.has(signs.slice(at, at + length)) && (length >= gramLength || isWord(signs, at, length)))
        hidden.fill(1, places[at]?.[0], places[at + length - 1]?.[1]);
}

/** A short secret such as "test" is only hidden where it stands alone. */
function isWord(signs: string, at: number, length: number): boolean {
  return !isLetter(signs[at - 1] ?? "") && !isLetter(signs[at + length] ?? "");
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
