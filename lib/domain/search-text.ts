/**
 * How texts and searches are made alike before they are compared. The functions `search_text`, `search_words` and
 * `search_signs` of the database do the same to what is stored; `lib/data/search-text.db.test.ts` holds the two together.
 */

/** Marks above and below letters, and signs that nobody sees. */
const dropped =
  "\\u00AD\\u0300-\\u036F\\u0483-\\u0487\\u0591-\\u05BD\\u05BF\\u05C1\\u05C2\\u05C4\\u05C5\\u05C7\\u0610-\\u061A\\u061C\\u0640\\u064B-\\u065F\\u0670\\u06D6-\\u06DC\\u06DF-\\u06E8\\u06EA-\\u06ED\\u180E\\u1AB0-\\u1AFF\\u1DC0-\\u1DFF\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u206F\\u20D0-\\u20FF\\uFE00-\\uFE0F\\uFE20-\\uFE2F\\uFEFF";
const anyDropped = new RegExp(`[${dropped}]`, "g");

/** Letters, digits, quotes and dashes that people type for each other. */
const from = "øđðłıħŧςيىكة٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९‘’‚‛“”„‟‐‑‒–—―−";
const into = "oddlihtσییکه012345678901234567890123456789''''\"\"\"\"-------";
const alike = new Map([...from].map((letter, i) => [letter, [...into][i] ?? letter]));
const anyAlike = new RegExp(`[${from}]`, "g");

/** Without case, accents and other marks, full width and ligatures: Ｃａｆé is cafe, Straße is strasse. */
export function foldText(text: string): string {
  const bare = text.normalize("NFKD").replace(anyDropped, "").toLowerCase();
  const spelled = bare.replaceAll("ß", "ss").replaceAll("æ", "ae").replaceAll("œ", "oe");
  return spelled.replace(anyAlike, (letter) => alike.get(letter) ?? letter).normalize("NFC");
}

/** A folded text with the place in the original of each of its characters, and the original's end. */
export function foldWithPlaces(text: string): { folded: string; places: number[] } {
  let folded = "";
  const places: number[] = [];
  let at = 0;
  for (const letter of text) {
    const plain = foldText(letter);
    for (let i = 0; i < plain.length; i++) places.push(at);
    folded += plain;
    at += letter.length;
  }
  places.push(text.length);
  return { folded, places };
}

/** What stands between words, in a folded text. */
const signs =
  "\\u0001-\\u002F\\u003A-\\u0040\\u005B-\\u0060\\u007B-\\u00BF\\u00D7\\u00F7\\u055A-\\u055F\\u0589\\u05BE\\u05C0\\u05C3\\u05C6\\u05F3\\u05F4\\u060C\\u061B\\u061D-\\u061F\\u066A-\\u066D\\u06D4\\u0964\\u0965\\u0970\\u0E3F\\u1360-\\u1368\\u1680\\u2000-\\u2BFF\\u2E00-\\u2E7F\\u3000-\\u3004\\u3008-\\u3020\\u3030\\u303D-\\u303F\\u30FB\\uE000-\\uF8FF\\uFE30-\\uFE6F\\uFFE0-\\uFFFF\\u{1F000}-\\u{1FAFF}";

/** Thai, Lao, Burmese, Khmer, Chinese, Japanese, Korean: words stand side by side, or grow endings that no dictionary has. */
const unspaced =
  "\\u0E01-\\u0E3A\\u0E40-\\u0EFF\\u1000-\\u109F\\u1100-\\u11FF\\u1780-\\u17FF\\u3005-\\u3007\\u3041-\\u30FA\\u30FC-\\u30FF\\u31F0-\\u31FF\\u3400-\\u4DBF\\u4E00-\\u9FFF\\uAC00-\\uD7A3\\uF900-\\uFAFF\\u{20000}-\\u{3FFFF}";

/** Signs that people look for by themselves: currencies, symbols, arrows, emoji. */
const symbols =
  "#$%<=>@^~\\u00A2-\\u00A9\\u00AC\\u00AE\\u00B0\\u00B1\\u00B6\\u00D7\\u00F7\\u0E3F\\u20A0-\\u20CF\\u2100-\\u2BFF\\u{1F000}-\\u{1FAFF}";

const [anyUnspaced, anySymbol] = [new RegExp(`[${unspaced}]`, "u"), new RegExp(`[${symbols}]`, "u")];
const betweenWords = new RegExp(`[${signs}${unspaced}]+`, "gu");

export function hasUnspacedScript(folded: string): boolean {
  return anyUnspaced.test(folded);
}

export function hasSymbol(folded: string): boolean {
  return anySymbol.test(folded);
}

/** The words of a folded text in scripts that have them. */
export function wordsOf(folded: string): string[] {
  return folded.split(betweenWords).filter((word) => word !== "");
}
