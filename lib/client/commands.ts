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

/** True when `press` is the combination. Letters match by place on non-Latin layouts, digits also on the numpad. */
export function isPressed(combination: string, press: KeyPress): boolean {
  const parts = combination.toLowerCase().split(/\+(?!$)/);
  const wanted = parts.at(-1);
  const key = keyOf(press);
  if (key !== wanted) return false;
  if (parts.includes("mod") !== (press.ctrlKey || press.metaKey)) return false;
  if (parts.includes("alt") !== press.altKey) return false;
  // Shift is part of how "?" is typed on most layouts, but tells R from Shift+R.
  return /^[^a-z0-9]$/.test(key) || parts.includes("shift") === press.shiftKey;
}

function keyOf({ key, code }: KeyPress): string {
  const numpad = /^Numpad(\d)$/.exec(code)?.[1];
  if (numpad) return numpad;
  if (code === "NumpadEnter") return "enter";
  if (code === "NumpadDecimal") return ".";
  if (key === " ") return "space";
  const foreign = key.length === 1 && key.charCodeAt(0) > 127;
  return (foreign ? (/^Key([A-Z])$/.exec(code)?.[1] ?? key) : key).toLowerCase();
}
