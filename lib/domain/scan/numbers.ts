/** Numbers that are somebody's: told by their form, their check digits and what stands before them. */

export function isPaymentCard(found: string): boolean {
  const digits = found.replace(/\D/g, "");
  // Groups as they are printed: four by four, or 4-6-5 and 4-6-4; anything else is a number of another kind.
  const groups = found.split(/[ -]/).map(({ length }) => length);
  const isPrinted =
    groups.length === 1 || /^4,4,4,[1-4](?:,[1-3])?$/.test(groups.join()) || /^4,6,[45]$/.test(groups.join());
  return isPrinted && issuers.test(digits) && passesLuhn(digits) && !knownFromDocs.has(digits);
}

/** Visa, Mastercard, American Express, Discover, JCB, Diners, UnionPay: beginnings and lengths. */
const issuers =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|6(?:011|5\d\d|4[4-9]\d)\d{12}|35(?:2[89]|[3-8]\d)\d{12}|3(?:0[0-5]|[689]\d)\d{11}|62\d{14,17})$/;

/** Numbers that payment services publish to be tried. */
const knownFromDocs = new Set([
  "4111111111111111",
  "4242424242424242",
  "4012888888881881",
  "4000056655665556",
  "5555555555554444",
  "5105105105105100",
  "378282246310005",
  "371449635398431",
  "6011111111111117",
  "6011000990139424",
  "3530111333300000",
  "30569309025904",
]);

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (const [i, digit] of [...digits].reverse().entries()) {
    const doubled = Number(digit) * (i % 2 === 1 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Lengths by country (SWIFT's register). */
const ibanLengths: Readonly<Record<string, number>> = Object.fromEntries(
  "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20"
    .split(" ")
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

export function isIban(found: string): boolean {
  const plain = found.replace(/[ -]/g, "");
  if (ibanLengths[plain.slice(0, 2)] !== plain.length) return false;
  const moved = plain.slice(4) + plain.slice(0, 4);
  let rest = 0;
  for (const letter of moved)
    for (const digit of String(Number.parseInt(letter, 36))) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

/** Words before a number that say whose it is, in the languages in which most dialogues are held. */
const cue =
  /(?:\b(?:phone|tele?phone|tel|mobile|cell|call(?: (?:me|us|him|her))?|ring|text me|whatsapp|fax|contact|reach (?:me|us)|telefon(?:nummer)?|tel\.?nr|handy(?:nummer)?|mobil|ruf(?:t|en)?|rückruf|téléphone|tél|portable|appelez|joignable|teléfono|móvil|celular|llám[ae](?:me|nos)|telefono|cellulare|telefone|ligue|nummer|telefoon|bel|номер|телефон|тел|звони\w*)|电话|手机|联系|電話|携帯|전화|휴대폰)[\s\p{L}.#№]{0,18}[:：是は는은]?\s*\(?$/iu;

const callingCodes =
  /^\+(?:1|7|2(?:0|7|1[1-368]|[2346]\d|5[0-8]|9[01789])|3(?:[0123469]|5\d|7\d|8[0-25-79])|4(?:[013-9]|2[0134])|5(?:[1-8]|0\d|9\d)|6(?:[0-6]|7\d|8\d|9[0-2])|8(?:[1246]|5\d|8\d)|9(?:[0-58]|6\d|7\d|9\d))/;

/** Forms that are telephone numbers wherever they stand; anything else needs a word before it that says so. */
const nationalForms = [
  // North America: (212) 555-2368, 212-555-2368, 1-212-555-2368
  /^(?:1[ .-])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[.-])[2-9]\d{2}[.-]\d{4}$/,
  // Germany, Austria, Switzerland: 0171 2345678, 030/1234567, (089) 123456-78
  /^\(?0[1-9]\d{1,4}\)?[ /-]{1,3}\d[\d -]{4,9}\d$/,
  // France, Belgium: 06 12 34 56 78
  /^0[1-9](?:[ .]\d{2}){4}$/,
  // United Kingdom: 020 7946 0018, 07700 900123
  /^(?:02\d \d{4} \d{4}|0[1378]\d{3} \d{6}|0[1-9]\d{2} \d{3} \d{4})$/,
  // China: 138 1234 5678; Japan: 090-1234-5678; Korea: 010-1234-5678
  /^(?:1[3-9]\d[ -]\d{4}[ -]\d{4}|0[789]0-\d{4}-\d{4}|010-\d{4}-\d{4})$/,
];

/** 555-0100 to 555-0199 are kept free for stories. */
const fictional = /\(?\d{3}\)?[ .-]555[ .-]?01\d\d$|^(?:1[ .-])?555[ .-]/;
const dateLike = /^(?:\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ](?:\d{4}|\d{2}))(?: \d{1,2})?$/;

export function isPhone(found: string, before: string): boolean {
  const text = found.trim();
  const digits = text.replace(/\D/g, "");
  if (digits.length < 7 || digits.length > 15 || /^(\d)\1+$/.test(digits) || fictional.test(text)) return false;
  if (/ {2}|\(\)|\([^)]*$|^[^(]*\)/.test(text)) return false;
  if (
    /\b(?:isbn|issn|doi|id|order|ticket|invoice|version|port|zip|iso|rfc|№|art\.?|nr)[\s:.#-]*$/i.test(before) &&
    !cue.test(before)
  )
    return false;
  if (text.startsWith("+"))
    return (
      digits.length >= 8 &&
      callingCodes.test(text.replace(/[^\d+]/g, "")) &&
      !/(?:[\d)\]=<>*/^%]|(?<!\p{L})[a-z])\s*$/u.test(before.slice(-4))
    );
  if (/^00[1-9]/.test(digits) && text.includes(" ")) return digits.length >= 10;
  if (dateLike.test(text) || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) || /^97[89][ -]/.test(text)) return false;
  return nationalForms.some((form) => form.test(text)) || cue.test(before);
}
