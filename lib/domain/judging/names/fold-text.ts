import { looksLike } from "./look-alikes";

/** `sign`: a letter or digit. `gap`: may stand within a name. `mark`: is not seen once markdown is drawn. `end`: no name goes on. */
type Kind = "sign" | "gap" | "mark" | "end";
type Folded = { kind: Kind; signs: number[]; script: number; isUpper: boolean };

const kinds: readonly Kind[] = ["sign", "gap", "mark", "end"];

/**
 * A text as a reader sees it, sign by sign, with where each stands: letters without case, accents and disguise. What is not
 * seen at all (zero-width characters, combining marks) is left out.
 */
export class FoldedText {
  readonly length: number;

  constructor(
    private readonly codes: Uint32Array,
    private readonly starts: Uint32Array,
    private readonly ends: Uint32Array,
    private readonly flags: Uint8Array,
    length: number,
  ) {
    this.length = length;
  }

  /** The folded sign's code point. */
  codeAt(i: number): number {
    return this.codes[i] as number;
  }
  kindAt(i: number): Kind {
    return i < 0 || i >= this.length ? "end" : (kinds[(this.flags[i] as number) & 3] as Kind);
  }
  isUpperAt(i: number): boolean {
    return ((this.flags[i] as number) & 4) > 0;
  }
  /** Signs of one number belong to one script; what is written without spaces has 1. */
  scriptAt(i: number): number {
    return (this.flags[i] as number) >> 3;
  }
  startOf(i: number): number {
    return this.starts[i] as number;
  }
  /** Where what stands at `i` ends in the text. */
  endOf(i: number): number {
    return this.ends[i] as number;
  }
}

/** What is drawn otherwise than it is written: an escaped sign, a tag, a character by its number. */
const written =
  /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(nbsp|shy|zwnj|zwj|hyphen|dash|ndash|mdash|period|lowbar|sol));|<\/?[a-z][^<>]{0,60}>|%(2[0DdEe]|5[Ff])/iy;
const named: Record<string, string> = { shy: "", zwnj: "", zwj: "", nbsp: " ", period: ".", lowbar: "_", sol: "/" };

export function foldText(text: string): FoldedText {
  const room = 2 * text.length + 1;
  const [codes, starts, ends] = [new Uint32Array(room), new Uint32Array(room), new Uint32Array(room)];
  const flags = new Uint8Array(room);
  let length = 0;
  const put = (sign: string, start: number, end: number) => {
    const { kind, signs, script, isUpper } = fold(sign);
    for (const code of signs) {
      codes[length] = code;
      starts[length] = start;
      ends[length] = end;
      flags[length] = kinds.indexOf(kind) | (isUpper ? 4 : 0) | (script << 3);
      length += 1;
    }
  };
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) as number;
    const next = at + (code > 0xffff ? 2 : 1);
    written.lastIndex = at;
    const other = code === 38 || code === 60 || code === 37 ? written.exec(text) : null;
    if (other) {
      put(drawn(other), at, at + other[0].length);
      at += other[0].length;
    } else {
      put(String.fromCodePoint(code), at, next);
      at = next;
    }
  }
  return new FoldedText(codes, starts, ends, flags, length);
}

function drawn([whole, decimal, hex, name, percent]: RegExpExecArray): string {
  if (percent) return String.fromCharCode(Number.parseInt(percent, 16));
  if (name) return named[name.toLowerCase()] ?? "-";
  if (!decimal && !hex) return whole.startsWith("<") ? "*" : "";
  const code = decimal ? Number(decimal) : Number.parseInt(hex ?? "", 16);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
}

const folds = new Map<string, Folded>();

function fold(sign: string): Folded {
  const known = folds.get(sign);
  if (known) return known;
  const made = foldSign(sign);
  if (folds.size > 20_000) folds.clear();
  folds.set(sign, made);
  return made;
}

const nothing: Folded = { kind: "mark", signs: [], script: 0, isUpper: false };

function foldSign(sign: string): Folded {
  if (sign === "" || (/[\p{M}\p{Default_Ignorable_Code_Point}\p{Cf}]/u.test(sign) && sign !== "\n")) return nothing;
  const one = (kind: Kind): Folded => ({ kind, signs: [sign.codePointAt(0) ?? 0], script: 0, isUpper: false });
  if (/[*~`\\]/.test(sign)) return one("mark");
  // Syllables of Korean stay whole.
  const whole = sign.normalize("NFKC");
  const plain = /\p{Script=Hangul}/u.test(whole)
    ? [...whole]
    : [...whole.normalize("NFKD")].filter((part) => !/\p{M}/u.test(part));
  const alike = plain.map((part) => looksLike(part)).map((part) => looksLike(part.toLowerCase()));
  const signs = alike.filter((part) => /[\p{L}\p{N}]/u.test(part));
  if (signs.length > 0) {
    const isUpper = plain.some((part) => part !== part.toLowerCase()) || sign !== sign.toLowerCase();
    // No name is written with signs that stand for three letters or more.
    return {
      kind: "sign",
      signs: signs.slice(0, 2).map((part) => part.codePointAt(0) ?? 0),
      script: scriptOf(sign),
      isUpper,
    };
  }
  if (/^[\s\-_./:()[\]·•‧・⋅∙\p{Pd}\u2800]$/u.test(plain.join("") || sign))
    return Object.assign(one("gap"), { signs: [gapOf(sign)] });
  return one("end");
}

/** A space, a line end, a hyphen, or what else stands between two parts of a name. */
function gapOf(sign: string): number {
  if (sign === "\n") return gaps.lineEnd;
  if (/[\s\u2800]/u.test(sign)) return gaps.space;
  return /\p{Pd}/u.test(sign) ? gaps.hyphen : (sign.codePointAt(0) ?? 0);
}

export const gaps = { space: 32, lineEnd: 10, hyphen: 45, dot: 46 } as const;

const scripts = [
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u,
  /\p{Script=Hangul}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Latin}/u,
  /\p{N}/u,
];

/** 0 is of every other script. */
function scriptOf(sign: string): number {
  return scripts.findIndex((script) => script.test(sign.normalize("NFKC"))) + 1;
}
