import { isIban, isPaymentCard, isPhone } from "./numbers";

/** Keys and tokens by the beginnings that their services give them. */
const known = [
  /(?<![\w-])sk-(?:ant-|proj-|or-)?[A-Za-z0-9_-]{20,}/g,
  /(?<![\w-])(?:sk|rk|pk)_live_[A-Za-z0-9]{16,}/g,
  /(?<![\w-])gh[oprsu]_[A-Za-z0-9]{30,}|(?<![\w-])github_pat_[A-Za-z0-9_]{40,}/g,
  /(?<![\w-])glpat-[A-Za-z0-9_-]{20,}/g,
  /(?<![\w-])xox[abeprs]-[A-Za-z0-9-]{10,}/g,
  /(?<!\w)(?:AKIA|ASIA)[A-Z0-9]{16}(?!\w)/g,
  /(?<![\w-])AIza[\w-]{35}(?![\w-])/g,
  /(?<!\w)hf_[A-Za-z0-9]{30,}/g,
  /(?<!\w)npm_[A-Za-z0-9]{36}(?!\w)/g,
  /(?<!\w)SG\.[\w-]{20,}\.[\w-]{40,}/g,
  /(?<![\w.-])eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/g,
  /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----[\s\S]{20,10000}?-----END (?:[A-Z]+ )*PRIVATE KEY-----/g,
];

/** A value that is given to something that is called a key, a token or a password. */
const assigned =
  /(?:api[_-]?key|access[_-]?key|secret(?:[_-]?key)?|auth[_-]?token|access[_-]?token|bearer|client[_-]?secret|passw(?:or)?d|passwort|mot de passe|contraseña)["'`]?\s*(?:[:=]{1,2}|is|ist|:=)?\s*["'`]?([^\s"'`,;<>(){}[\]$]{12,200})/gi;

/** A given name with or without what follows it: words that begin with a capital, with initials and particles between. */
const name = String.raw`\p{Lu}[\p{L}'’-]+(?:[ \u00a0](?:\p{Lu}\.|(?:von|van|de|der|den|del|della|di|da|dos|bin|ibn|al|el|la|le)(?=[ \u00a0]\p{Lu})|\p{Lu}[\p{L}'’-]+)){0,4}`;

/** What people say before they say a name. The name itself is what is found. */
const before = [
  String.raw`\b[Mm]y (?:full |first |last )?name(?: is|['’]s|:)|\b[Tt]his is|\bI['’]?m called|\b[Ss]igned(?: by)?:?|\b[Pp]atient(?: name)?:|\b[Nn]ame:`,
  String.raw`\b[Mm]ein Name ist|\b[Ii]ch hei(?:ß|ss)e|\bName:`,
  String.raw`\b[Jj]e m['’]appelle|\b[Mm]on nom est`,
  String.raw`\b[Mm]e llamo|\b[Mm]i nombre es|\b[Mm]i chiamo|\b[Oo] meu nome é|\b[Mm]eu nome é|\b[Mm]ijn naam is|\b[Ii]k heet`,
  "[Мм]еня зовут",
];

const told = before.map((words) => new RegExp(String.raw`(?:${words})\s+(${name})`, "gu"));

/** A title belongs to the name. */
const titled = new RegExp(
  String.raw`(?<![\p{L}])(?:Mr|Mrs|Ms|Mx|Dr|Prof|Herrn?|Frau|Mme|Mlle|Sra?|Dra|Sig|Sig\.ra|Dott|Hr|Fr|Dhr|Mevr)\.?[ \u00a0](?:(?:Dr|Prof)\.?[ \u00a0])*(${name})`,
  "gu",
);

/** How letters begin and end. */
const greeted = new RegExp(
  String.raw`(?:^|\n)\s*(?:Dear|Hi|Hello|Hallo|Liebe[r]?|Cher|Chère|Estimad[oa]|Querid[oa]|Ciao|Beste)[ \u00a0](?:Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Herr|Frau)?[ \u00a0]?(${name})[,!:]\s*\n`,
  "gu",
);

const signed = new RegExp(
  String.raw`(?:[Rr]egards|[Ss]incerely|[Yy]ours truly|[Cc]heers|Mit freundlichen Grüßen|Viele Grüße|Cordialement|Saludos|Atentamente|Cordiali saluti),?\s*\n\s*(${name})\s*(?:\n|$)`,
  "gu",
);

const chinese =
  /(?:我叫|我的名字(?:叫|是)|本人姓名[:：]?|姓名[:：])\s*([\u4e00-\u9fff]{2,4}?)(?=[，。,.\s！!、；;]|$)/gu;

/** Words with a capital that are called by no name, wherever they stand. */
const nobody = new Set(
  "I The A An It This That My Your Sir Madam Team Customer User Client Friend Friends Everyone All Hiring Manager Support Reader Colleague Colleagues Not Assistant ChatGPT OpenAI Claude Gemini Siri Alexa Bot AI Name Your_Name Professor Doctor President Minister Damen Herren Kunde Speaker Chairman Right Wrong What How Why Just So".split(
    " ",
  ),
);

export const personalKinds = ["email", "phone", "card", "iban", "secret", "name"] as const;
export type PersonalKind = (typeof personalKinds)[number];

export type PersonalPlace = Place & { kind: PersonalKind };

/** What stands there instead once it is taken out. */
export const markers: Readonly<Record<PersonalKind, string>> = {
  email: "[EMAIL]",
  phone: "[PHONE]",
  card: "[CARD]",
  iban: "[IBAN]",
  secret: "[SECRET]",
  name: "[NAME]",
};

const email =
  /(?<![\p{L}\p{N}.+\-/_=])[\p{L}\p{N}](?:[\p{L}\p{N}._%+-]{0,62}[\p{L}\p{N}_%+-])?@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}_-]|\.\p{L}|:[\w~/])/gu;
/** Reserved so that nobody has an address there (RFC 2606), and what is written where an address would stand. */
const nobodysDomain =
  /@(?:.*\.)?(?:example\.(?:com|org|net)|\w+\.(?:example|invalid|test|localhost|local)|(?:domain|email|company|yourdomain|mysite|site)\.com)$/i;

const iban = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?:[ -]?[A-Z\d]{4}){2,7}(?:[ -]?[A-Z\d]{1,3})?(?![\p{L}\p{N}])/gu;
const card = /(?<![\p{L}\p{N}.,_/#=+-])\d(?:[ -]?\d){12,18}(?![\p{L}\p{N}_/]|[.,-]\d)/gu;
const phone =
  /(?<![\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}.,_/#=+\-*^$€£%])(?:\+|\(?0|\(\d|\d)[\d()/ .\u00a0\u2011-]{5,22}\d(?![\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}_/*^=%€£$]|[.,-]\d|\s*[+*/=^]\s*\d)/gu;

/**
 * Where a text names a person or holds what is theirs alone, in its order and without overlap. Rules, no model: they know
 * forms, not people. They would rather miss than take numbers and code for somebody's.
 */
export function personalDataIn(text: string): PersonalPlace[] {
  const found: PersonalPlace[] = [];
  const add = (kind: PersonalKind, places: Iterable<Place>) => {
    for (const { start, end } of places)
      if (!found.some((one) => start < one.end && one.start < end)) found.push({ kind, start, end });
  };
  add("secret", secretsIn(text));
  add(
    "email",
    matches(text, email, (found) => !nobodysDomain.test(found) && !/^(?:git|user|username|you|name)@/i.test(found)),
  );
  add("iban", matches(text, iban, isIban));
  add("card", matches(text, card, isPaymentCard));
  add(
    "phone",
    matches(text, phone, (found, before) => isPhone(found, before)),
  );
  add("name", namesIn(text));
  return found.sort((a, b) => a.start - b.start);
}

function* matches(
  text: string,
  pattern: RegExp,
  isMeant: (found: string, before: string) => boolean,
): Generator<Place> {
  for (const match of text.matchAll(pattern)) {
    const start = match.index;
    if (isMeant(match[0], text.slice(Math.max(0, start - 40), start))) yield { start, end: start + match[0].length };
  }
}

function* namesIn(text: string): Generator<Place> {
  for (const pattern of [...told, titled, greeted, signed, chinese])
    for (const { index, 0: whole, 1: found = "" } of text.matchAll(pattern)) {
      if (nobody.has(found.split(/[ \u00a0]/)[0] ?? "")) continue;
      const start = index + whole.lastIndexOf(found);
      yield { start, end: start + found.length };
    }
}

function* secretsIn(text: string): Generator<Place> {
  for (const pattern of known)
    for (const { index, 0: found } of text.matchAll(pattern))
      if (found.startsWith("-----") || isRandom(found)) yield { start: index, end: index + found.length };
  for (const { index, 0: whole, 1: value = "" } of text.matchAll(assigned)) {
    const start = index + whole.length - value.length;
    if (isRandom(value) && /\d/.test(value) && /[A-Za-z]/.test(value) && !/^[\w.]*\.\w+$/.test(value))
      yield { start, end: start + value.length };
  }
}

/** Like drawn at random: placeholders repeat themselves, or say what they stand for. */
function isRandom(value: string): boolean {
  if (/your|example|placeholder|x{4,}|\*{3,}|\.{3}|1234567|abcdef/i.test(value)) return false;
  const counts = new Map<string, number>();
  for (const letter of value) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  let bits = 0;
  for (const n of counts.values()) bits -= (n / value.length) * Math.log2(n / value.length);
  return bits >= 3;
}

/** A place in a text, in UTF-16 units, `end` not included. */
type Place = { start: number; end: number };
