/** What a value, a name and a number look like; each is tried where the one before it ended. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON knows them as what must be escaped
const text = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*/y;
const plain = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const blank = /[ \t\n\r]*/y;

type Wanted = "value" | "value or end" | "name" | "name or end" | "colon" | "comma or end" | "nothing";

/**
 * The place of the first character at which a text stops being JSON; its length where it only ends too early. Engines tell
 * it in some of their messages, and each in its own words.
 */
export function whereJsonBreaks(source: string): number {
  const open: ("[" | "{")[] = [];
  let wanted: Wanted = "value";
  let at = 0;
  const pass = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    if (found) at += found[0].length;
    return found !== null;
  };
  const ended = (): Wanted => (open.length === 0 ? "nothing" : "comma or end");
  for (;;) {
    pass(blank);
    const next = source[at];
    if (next === undefined || wanted === "nothing") return at;
    const isEnd = next === (open.at(-1) === "[" ? "]" : "}") && open.length > 0;
    if (isEnd && wanted.endsWith("end")) {
      open.pop();
      at += 1;
      wanted = ended();
    } else if (wanted === "colon" || wanted === "comma or end") {
      if (next !== (wanted === "colon" ? ":" : ",")) return at;
      at += 1;
      wanted = wanted === "colon" || open.at(-1) === "[" ? "value" : "name";
    } else if (wanted.startsWith("name")) {
      if (!pass(text) || source[at] !== '"') return at;
      at += 1;
      wanted = "colon";
    } else if (next === "[" || next === "{") {
      open.push(next);
      at += 1;
      wanted = next === "[" ? "value or end" : "name or end";
    } else if (next === '"') {
      pass(text);
      if (source[at] !== '"') return at;
      at += 1;
      wanted = ended();
    } else if (pass(plain)) wanted = ended();
    else return at;
  }
}
