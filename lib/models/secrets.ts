/** Fewer letters in a row than these prove nothing; a whole secret is found at any length. */
const gramLength = 6;
const mask = "[key]";

/** The spellings in which a secret may come back: as sent, in an address, in JSON, in Base64. */
function spellings(secret: string): string[] {
  const base64 = Buffer.from(secret).toString("base64").replace(/=+$/, "");
  return [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), base64];
}

/**
 * A text without the secrets that were sent, wherever and however they stand: whole, encoded, in part (six signs in a
 * row), or shortened by dots or stars ("sk-ab…yz", "sk-ab***yz"). What looks like anybody's key goes as well.
 */
export function hideSecrets(text: string, secrets: readonly string[]): string {
  const known = secrets.filter((secret) => secret.trim() !== "");
  const all = known.flatMap(spellings).map((spelling) => spelling.toLowerCase());
  return hideShortened(hideParts(text, all), all).replace(anybodysKey, mask);
}

/** A digit tells a key from a word: "key provided" stays. */
const anybodysKey =
  /\b(?:(?:sk|pk|rk|gsk|xai|hf|key|ghp)[-_]|AIza|eyJ|(?:Bearer|Basic) +)(?=[\w.+/*-]*\d)[\w.+/*=-]{5,}[\w+/*=-]|[\w-]*\*{3,}[\w-]*/g;

function hideParts(text: string, all: string[]): string {
  const folded = text.toLowerCase();
  // Some letters change their length with their case; then positions would not be those of the text.
  if (folded.length !== text.length) return all.length > 0 ? hideWhole(text, all) : text;
  const grams = new Set<string>();
  for (const spelling of all) {
    const length = Math.min(gramLength, spelling.length);
    for (let at = 0; at + length <= spelling.length; at++) grams.add(spelling.slice(at, at + length));
  }
  const lengths = new Set([...grams].map((gram) => gram.length));
  const hidden = new Uint8Array(text.length);
  for (const length of lengths)
    for (let at = 0; at + length <= folded.length; at++)
      if (grams.has(folded.slice(at, at + length)) && (length === gramLength || isWord(folded, at, length)))
        hidden.fill(1, at, at + length);
  return withMasks(text, hidden);
}

/** A short secret such as "test" is only hidden where it stands alone. */
function isWord(text: string, at: number, length: number): boolean {
  return !/[a-z\d]/.test(text[at - 1] ?? "") && !/[a-z\d]/.test(text[at + length] ?? "");
}

function hideWhole(text: string, all: string[]): string {
  return all.some((spelling) => text.toLowerCase().includes(spelling)) ? mask : text;
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

/** What somebody shortened with dots: its ends are ends of a secret. */
function hideShortened(text: string, all: string[]): string {
  return text.replace(/([\w-]{2,40})(?:\.{2,}|…|\*+)([\w-]{2,40})/g, (whole, head: string, tail: string) =>
    all.some((spelling) => spelling.startsWith(head.toLowerCase()) || spelling.endsWith(tail.toLowerCase()))
      ? mask
      : whole,
  );
}
