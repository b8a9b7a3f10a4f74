import type { Place } from "./place";

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

export function* secretsIn(text: string): Generator<Place> {
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
