/** Words of a farewell, or of the thanks that are answered by one. */
const farewells = [
  /\b(?:good ?bye|bye(?:[- ]bye)?|farewell|take care|see you|see ya|so long|good ?night|until (?:next time|then)|talk (?:to you )?(?:soon|later)|have an? (?:\w+ ){0,2}(?:day|night|evening|afternoon|weekend|week|time|one|trip)|all the best|best wishes|you(?:'|’)re (?:very |most )?welcome|thanks?(?: you)?|cheers|my pleasure|anytime)\b/i,
  /\b(?:auf wiedersehen|tsch(?:ü|ue)ss|danke|bis (?:bald|dann)|gern geschehen|au revoir|merci|(?:à|a) bient(?:ô|o)t|adi(?:ó|o)s|gracias|hasta (?:luego|pronto)|de nada|arrivederci|grazie|ciao|tchau|obrigad[oa]|at(?:é|e) logo)\b/i,
  /до свидания|всего (?:доброго|хорошего)|спасибо|再见|再會|谢谢|不客气|さようなら|ありがとう|안녕히|감사합니다|مع السلامة|شكر|خداحافظ|ممنون|नमस्ते|धन्यवाद/i,
];

/** Who says more than this has something to say besides. */
const mostWords = 40;

/** Whether a turn says goodbye, or thanks, and wants nothing more. */
export function isFarewell(text: string): boolean {
  const words = text.trim().split(/\s+/).length;
  return words <= mostWords && !/[?？؟]/.test(text) && farewells.some((pattern) => pattern.test(text));
}
