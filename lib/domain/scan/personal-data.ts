import { namesIn } from "./names";
import { isIban, isPaymentCard, isPhone } from "./numbers";
import type { Place } from "./place";
import { secretsIn } from "./secrets";

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
