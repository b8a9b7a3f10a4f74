/** A text sign by sign, each with the part of the text that it stands for. */
export type View = { signs: string; places: [from: number, to: number][] };

const escapes = /%(?:25)*([\da-f]{2})|\\+x([\da-f]{2})|\\+u\{?([\da-f]{2,6})\}?|&#x([\da-f]{1,6});?|&#(\d{1,7});?/iy;

export function viewOf(text: string): View {
  return { signs: text, places: Array.from({ length: text.length }, (_, at) => [at, at + 1]) };
}

/** With escapes read: those of addresses, programs, JSON and HTML. */
export function unescaped({ signs, places }: View): View {
  const read: View = { signs: "", places: [] };
  for (let at = 0; at < signs.length; ) {
    escapes.lastIndex = at;
    const found = escapes.exec(signs);
    const sign = found ? signOf(found) : String.fromCodePoint(signs.codePointAt(at) ?? 0);
    const to = at + (found?.[0].length ?? sign.length);
    put(read, sign, placeOf(places, at, to));
    at = to;
  }
  return read;
}

function signOf([, percent, x, u, hexEntity, entity]: RegExpExecArray): string {
  const code = entity === undefined ? Number.parseInt(percent ?? x ?? u ?? hexEntity ?? "", 16) : Number(entity);
  return code <= 0x10ffff ? String.fromCodePoint(code) : " ";
}

/** The part of the text that signs of a view stand for, in whichever direction it goes. */
export function placeOf(places: View["places"], at: number, to: number): [from: number, to: number] {
  const alone = places[at];
  if (alone && to === at + 1) return alone;
  const [[from, after] = [0, 0], [other, end] = [0, 0]] = [places[at], places[to - 1]];
  return [Math.min(from, other), Math.max(after, end)];
}

function put(view: View, signs: string, place: [from: number, to: number]): void {
  for (let i = 0; i < signs.length; i++) view.places.push(place);
  view.signs += signs;
}

/** With other signs for these, one by one. */
export function turned({ signs, places }: View, turn: (sign: string) => string): View {
  const read: View = { signs: "", places: [] };
  let at = 0;
  for (const sign of signs) {
    put(read, turn(sign), placeOf(places, at, at + sign.length));
    at += sign.length;
  }
  return read;
}

export function backwards({ signs, places }: View): View {
  return { signs: [...signs].reverse().join(""), places: places.toReversed() };
}

/** Case and forms of signs folded. */
export function folded(view: View): View {
  return turned(view, (sign) => (sign < "\x80" ? sign : sign.normalize("NFKC")).toLowerCase());
}

const isLetter = (sign: string) => /[a-z\d]/i.test(sign);

/** Letters and digits alone: what somebody put between them goes. */
export function lettersOf(view: View): View {
  return turned(view, (sign) => (isLetter(sign) ? sign : ""));
}

/** Each way to read letters as bytes: its signs in their order, how many bits each stands for, and how many there are at least. */
const codes = [
  { run: /[\da-f]{16,}/gi, signs: "0123456789abcdef", bits: 4 },
  { run: /[a-z2-7]{16,}/gi, signs: "abcdefghijklmnopqrstuvwxyz234567", bits: 5 },
  {
    run: /[\w+/-]{16,}/g,
    signs: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
    bits: 6,
  },
] as const;

/**
 * What stands in a text in hex, Base32, Base64 or as numbers, read once and with escapes read again: views of the same text in
 * which a secret that was encoded before stands as if it had been encoded once. Each is shorter than what it is read from.
 */
export function* decoded(view: View): Generator<View> {
  for (const { run, signs, bits } of codes)
    for (const { 0: found, index } of view.signs.matchAll(run)) {
      const values = [...found].map((sign) => bitsOf(sign, signs));
      const places = view.places.slice(index, index + found.length);
      // Where a byte begins is not known: so many signs may belong to one before.
      for (let skipped = 0; skipped < (bits === 4 ? 2 : bits === 6 ? 4 : 8); skipped++)
        yield unescaped(bytesIn(values.slice(skipped), places.slice(skipped), bits));
    }
  for (const { run, base } of numbers)
    for (const { 0: found, index } of view.signs.matchAll(run)) {
      const read: View = { signs: "", places: [] };
      for (const { 0: number, index: at } of found.matchAll(/\d+/g))
        put(
          read,
          String.fromCharCode(Number.parseInt(number, base)),
          placeOf(view.places, index + at, index + at + number.length),
        );
      yield unescaped(read);
    }
}

const numbers = [
  { run: /(?:\d{1,3}[^\da-z]{1,3}){8,}\d{1,3}/gi, base: 10 },
  { run: /(?:[0-7]{2,3}[^\da-z]{1,3}){8,}[0-7]{2,3}/gi, base: 8 },
  { run: /(?:[01]{7,8}[^\da-z]{1,3}){8,}[01]{7,8}/gi, base: 2 },
] as const;

function bitsOf(sign: string, signs: string): number {
  if (sign === "-") return 62;
  if (sign === "_") return 63;
  const at = signs.indexOf(sign);
  return at < 0 ? signs.indexOf(sign.toLowerCase()) : at;
}

function bytesIn(values: number[], places: View["places"], bits: number): View {
  const read: View = { signs: "", places: [] };
  let [held, has, from] = [0, 0, 0];
  values.forEach((value, at) => {
    held = ((held << bits) | value) & 0xffff;
    has += bits;
    if (has < 8) return;
    has -= 8;
    const byte = (held >> has) & 0xff;
    // Of UTF-16, half of the bytes of most letters.
    if (byte !== 0) put(read, String.fromCharCode(byte), placeOf(places, from, at + 1));
    from = has === 0 ? at + 1 : at;
  });
  return read;
}
