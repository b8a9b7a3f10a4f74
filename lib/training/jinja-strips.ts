/**
 * The engine's `strip`, `lstrip`, `rstrip` and `trim` take off whatever JavaScript takes for blanks, whichever letters they are
 * told. Here are calls of what Python does, put in their place.
 */
export function withStrips<T>(node: T): T {
  if (Array.isArray(node)) return node.map(withStrips) as T;
  if (node instanceof Map) return new Map([...node].map(([key, value]) => [withStrips(key), withStrips(value)])) as T;
  if (typeof node !== "object" || node === null) return node;
  const known = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withStrips(value)])) as Node;
  return (callOf(known) ?? Object.assign(Object.create(Object.getPrototypeOf(node)), known)) as T;
}

/** A node of a parsed template, as far as it matters here. */
type Node = {
  type?: string;
  callee?: Node & { object?: Node; property?: Node };
  args?: Node[];
  operand?: Node;
  filter?: Node;
  value?: unknown;
};

function callOf({ type, callee, args, operand, filter }: Node): Node | null {
  const method = callee?.type === "MemberExpression" ? callee.property?.value : undefined;
  if (type === "CallExpression" && callee?.object && isStrip(method))
    return called(method, [callee.object, ...(args ?? [])]);
  if (type === "FilterExpression" && operand && filter?.value === "trim") return called("strip", [operand]);
  return null;
}

function called(method: keyof typeof strips, args: Node[]): Node {
  return { type: "CallExpression", callee: { type: "Identifier", value: nameOf(method) }, args };
}

function isStrip(method: unknown): method is keyof typeof strips {
  return typeof method === "string" && Object.hasOwn(strips, method);
}

/** No template can have a name with a blank in it. */
const nameOf = (method: string) => `python ${method}`;

const strips = {
  strip: (text: unknown, letters?: unknown) => without(text, letters, { left: true, right: true }),
  lstrip: (text: unknown, letters?: unknown) => without(text, letters, { left: true, right: false }),
  rstrip: (text: unknown, letters?: unknown) => without(text, letters, { left: false, right: true }),
};

/** What a template with such calls has to be given. */
export const stripNames = Object.fromEntries(Object.entries(strips).map(([method, work]) => [nameOf(method), work]));

function without(text: unknown, letters: unknown, { left, right }: { left: boolean; right: boolean }): string {
  const all = typeof text === "string" ? [...text] : [];
  const goes = typeof letters === "string" ? (letter: string) => letters.includes(letter) : isBlank;
  let [start, end] = [0, all.length];
  while (left && start < end && goes(all[start] ?? "")) start++;
  while (right && end > start && goes(all[end - 1] ?? "")) end--;
  return all.slice(start, end).join("");
}

/** What Python takes for them: most of Unicode's, and some control characters besides. */
const blanks = "\t\n\v\f\r\u001c\u001d\u001e\u001f\u0085";
const isBlank = (letter: string) => blanks.includes(letter) || /^[^\S\ufeff]$/.test(letter);
