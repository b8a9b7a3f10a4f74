/** Digits and signs that people write for a letter, and what each stands for. */
const forLetters: Record<string, string> = {
  "0": "o",
  "1": "li",
  "2": "z",
  "3": "e",
  "4": "a",
  "5": "s",
  "6": "bg",
  "7": "t",
  "8": "b",
  "9": "g",
  "@": "a",
  $: "s",
  "€": "e",
  "£": "l",
  "¢": "c",
  "|": "li",
  "!": "il",
  "+": "t",
};

/** Letters that are taken for another letter or digit at a glance. */
const atAGlance: Record<string, string> = { i: "l1", l: "i1", o: "0", s: "5", z: "2", b: "8", g: "9" };

/** Two letters that look like one. */
const twoAsOne: Record<string, string> = { rn: "m", vv: "w", cl: "d", nn: "m", ii: "u" };

/** `isSigned`: by a digit or sign in a word, which nobody writes by chance; letters for letters may make another word. */
export type StandIn = { code: number; isSigned: boolean };

const codeOf = (sign: string) => sign.codePointAt(0) ?? 0;

function table(from: Record<string, string>, isSigned: boolean): [number, StandIn[]][] {
  return Object.entries(from).map(([sign, meant]) => [
    codeOf(sign),
    [...meant].map((one) => ({ code: codeOf(one), isSigned })),
  ]);
}

const ofOne = new Map([...table(forLetters, true), ...table(atAGlance, false)]);
const ofTwo = new Map(Object.entries(twoAsOne).map(([pair, one]) => [pair, codeOf(one)]));
const none: StandIn[] = [];

/** What a sign may be written for. */
export function standInsOf(code: number): readonly StandIn[] {
  return ofOne.get(code) ?? none;
}

/** The letter that these two look like side by side. */
export function oneOfTwo(first: number, second: number): number | undefined {
  return ofTwo.get(String.fromCodePoint(first, second));
}
