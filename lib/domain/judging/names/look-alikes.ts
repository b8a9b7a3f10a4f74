/**
 * Letters that look like one of a to z, by that letter; capitals where only they do. Those of Latin with hooks, strokes and
 * tails are all that Unicode 15 calls so and that normalizing does not undo.
 */
const byLetter: Record<string, string> = {
  a: "ΛаАαΑɑᴀᎪꓮᗩ𐊠𐌀ⲁⲀɐᶏẚⱥ",
  b: "вВβΒʙᏴЬьꓐᗷ𐌁ⲃⲂϐҌƀƃɓᵬᶀꞗ",
  c: "сСϲϹᴄᏟᏨⅽꓚᑕ𐌂ⲥⲤƈȼɕↄꜿꞓꞔ𝼝",
  d: "ԁԀᴅᎠđĐꓓᗪƌǅǲȡɖɗᵭᶁᶑꝺꟈ",
  e: "еЕεΕᴇᎬҽꓰ𐌄ⲉⲈєℯǝɇɘɛᶒᶓⱸꬲꬴ",
  f: "ғҒꜰϝꓝᖴ𐌅ƒᵮᶂꝼꞙ",
  g: "ɡɢᏀԍԌցꓖᏳǥɠʛᵷᵹᶃꞡꬶ",
  h: "нНһҺΗʜᎻհħĦꓧᕼⲏⲎɥɦʮʯⱨⱶꞕ",
  i: "іІιΙıɪɩᎥꓲ𐌉ⲓⲒɨᴉᶖ𝼚",
  j: "јЈᴊᎫϳꓙᒍȷɉɟʄʝ",
  k: "кКκΚᴋᏦꓗⲕⲔҜқƙʞᶄⱪꝁꝃꝅꞣ𝼃",
  l: "ӏӀʟᏞłŁꓡᒪ𐌋ŀƚǈȴɫɬɭᴌᶅⱡꝉꞁꞎꬷꬸꬹ𝼄𝼑𝼓",
  m: "мМΜᴍᎷꓟᗰ𐌌ⲙⲘɯɰɱᵯᶆꬺ",
  n: "ηΝɴոпꓠᑎⲛⲚƞǋȵɲɳᵰᶇꞑꞥꬻ",
  o: "оОοΟσᴏօՕøØꓳⲟⲞ𐌏ჿƟǿɔᶗⱺꝋꝍꬽꬾꬿ𝼛",
  p: "рРρΡᴘᏢꓑᑭ𐌐ⲣⲢþƥᵱᵽᶈꝑꝓꝕ",
  q: "ԛԚզႳɋʠꝗꝙꞯ",
  r: "ʀᎡгꓣᖇяɍɹɺɻɼɽɾɿᵲᵳᶉⱹꞃꞧꭆꭉꭋꭌꭨ𝼈𝼕𝼖",
  s: "ѕЅꜱᏚՏꓢ𐌔ȿʂᵴᶊꞅꞩꟊ𝼞",
  t: "тТτΤᴛᎢꓔ𐌕ⲧⲦŧƫƭȶʇʈᵵⱦꞇ𝼉𝼍",
  u: "υᴜսՍꓴᑌʊᶙꞹꭎꭒ",
  v: "νѵѴᴠᏙꓦᐯʋʌᶌⱱⱴꝟ",
  w: "ԝԜωᴡᎳѡꓪᗯⲱʍⱳ",
  x: "хХχΧ×ꓫ᙭ⲭⲬᶍꭖꭗꭘꭙ",
  y: "уУγΥүҮʏꓬⲩⲨƴɏʎỿꭚ𝼆",
  z: "ΖᴢᏃꓜᘔⲍⲌƶȥɀʐʑᵶᶎⱬ",
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
