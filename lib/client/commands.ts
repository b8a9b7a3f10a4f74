/** One thing a person can do here: the key handler, the palette, the tooltip and the help sheet read the same object. */
export type Command = {
  id: string;
  label: string;
  /** Words of the label that say enough where there is little room. */
  short?: string;
  /** Any of these, e.g. `j`, `shift+r`, `mod+k`, `arrowleft`, `space`, `?`. The first is the one shown. */
  keys: readonly string[];
  /** Heading in the palette and the help sheet. */
  group: string;
  run: () => void;
  /** False while it makes no sense. */
  when?: () => boolean;
  /** Why it makes no sense here, where nothing on the page says so. */
  refused?: string;
  /** May run again and again while the key is held: moving about, never an act. */
  repeats?: boolean;
  /** Works with a dialog open, too (the palette's own key). */
  inDialogs?: boolean;
  /** Works while typing, too (send with mod+enter). */
  whileTyping?: boolean;
};

/** The part of a keyboard event that decides. */
export type KeyPress = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "repeat">;

/** Where the press happened. */
export type PressPlace = {
  typing: boolean;
  dialogOpen: boolean;
  /** The focused control uses this key itself: Space on a button, arrows in a list. */
  keyTaken: boolean;
};

/** The command that a press means, the latest registered first; undefined when it means none here. */
export function commandFor(press: KeyPress, place: PressPlace, commands: readonly Command[]): Command | undefined {
  if (place.keyTaken) return undefined;
  return commands.findLast(
    (command) =>
      command.keys.some((keys) => isPressed(keys, press)) &&
      (!press.repeat || command.repeats) &&
      (!place.typing || command.whileTyping) &&
      (!place.dialogOpen || command.inDialogs) &&
      (command.when?.() ?? true),
  );
}

/**
 * True when `press` is the combination, on any keyboard: by what it writes where that is Latin, else by its place; digits
 * of every script, on the numpad, and on rows that write "&" or "é" unless shifted.
 */
export function isPressed(combination: string, press: KeyPress): boolean {
  const parts = combination.toLowerCase().split(/\+(?!$)/);
  const wanted = parts.at(-1);
  const read = readingsOf(press);
  if (wanted === undefined || !read.has(wanted)) return false;
  if (parts.includes("mod") !== (press.ctrlKey || press.metaKey)) return false;
  if (parts.includes("alt") !== press.altKey) return false;
  // Shift is part of how "?" is typed on most layouts, but tells R from Shift+R.
  return read.get(wanted) === "any" || parts.includes("shift") === press.shiftKey;
}

/** What lies at a place on the keyboards that our keys are named after: plain, and with Shift. */
const places: Record<string, [plain: string, shifted: string]> = {
  BracketLeft: ["[", "{"],
  Period: [".", ">"],
  Slash: ["/", "?"],
};

/** What a press may stand for, and whether Shift tells it from another ("told") or is part of how it is typed ("any"). */
function readingsOf({ key, code, shiftKey }: KeyPress): Map<string, "told" | "any"> {
  const numpad = /^Numpad(\d)$/.exec(code)?.[1];
  if (numpad) return new Map([[numpad, "told"]]);
  if (code === "NumpadEnter") return new Map([["enter", "told"]]);
  if (code === "NumpadDecimal") return new Map([[".", "any"]]);
  if (key === " ") return new Map([["space", "told"]]);
  const read = new Map<string, "told" | "any">();
  // Full width signs become the plain ones.
  const written = key.normalize("NFKC").toLowerCase();
  if (/^\p{Nd}$/u.test(written)) read.set(asciiDigit(written), "any");
  else read.set(written, /^[^a-z]$/.test(written) ? "any" : "told");
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit !== undefined && !shiftKey) read.set(digit, "told");
  if (written !== "dead" && /^[\x20-\x7e]+$/.test(written)) return read;
  const letter = /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase();
  if (letter !== undefined) read.set(letter, "told");
  const sign = places[code]?.[shiftKey ? 1 : 0];
  if (sign !== undefined) read.set(sign, "any");
  return read;
}

/** A digit of whatever script as ours: each script has its ten in a row, 0 first. */
function asciiDigit(digit: string): string {
  const point = digit.codePointAt(0) ?? 0;
  let zero = point;
  while (point - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String(point - zero);
}
