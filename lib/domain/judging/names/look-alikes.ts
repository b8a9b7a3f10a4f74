/** Letters that look like one of a to z, by that letter; capitals where only they do. */
const byLetter: Record<string, string> = {
  a: "аАαΑɑᴀᎪ",
  b: "вВβΒʙᏴЬ",
  c: "сСϲϹᴄᏟᏨⅽ",
  d: "ԁԀᴅᎠđĐ",
  e: "еЕεΕᴇᎬҽ",
  f: "ғҒꜰϝ",
  g: "ɡɢᏀԍԌց",
  h: "нНһҺΗʜᎻհħĦ",
  i: "іІιΙıɪɩᎥ",
  j: "јЈᴊᎫϳ",
  k: "кКκΚᴋᏦ",
  l: "ӏӀʟᏞłŁ",
  m: "мМΜᴍᎷ",
  n: "ηΝɴոп",
  o: "оОοΟσᴏօՕøØ",
  p: "рРρΡᴘᏢ",
  q: "ԛԚզ",
  r: "ʀᎡг",
  s: "ѕЅꜱᏚՏ",
  t: "тТτΤᴛᎢ",
  u: "υᴜսՍ",
  v: "νѵѴᴠᏙ",
  w: "ԝԜωᴡᎳѡ",
  x: "хХχΧ×",
  y: "уУγΥүҮʏ",
  z: "ΖᴢᏃ",
};

const letters = new Map<string, string>();
for (const [letter, alike] of Object.entries(byLetter)) for (const one of alike) letters.set(one, letter);

/** First code points of letters in squares and circles and of those that make flags: 26 follow each, A to Z. */
const alphabets = [0x1f130, 0x1f150, 0x1f170, 0x1f1e6];
/** The zero of each script that writes numbers in signs of its own. */
const zeros = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0x1040,
];

/** What a letter or digit looks like among a to z and 0 to 9; itself where it looks like none. */
export function looksLike(sign: string): string {
  const known = letters.get(sign);
  if (known) return known;
  const code = sign.codePointAt(0) ?? 0;
  const within = (first: number, size: number) => code >= first && code < first + size;
  const alphabet = alphabets.find((first) => within(first, 26));
  if (alphabet !== undefined) return String.fromCharCode(97 + code - alphabet);
  const zero = zeros.find((first) => within(first, 10));
  return zero === undefined ? sign : String(code - zero);
}
