import { Environment, Interpreter, parse, tokenize } from "@huggingface/jinja";
import type { ChatTemplate, Message, Rendered, Written } from "./chat-template";

/** No template can have a name with a blank in it. */
const nameOf = (method: string) => `python ${method}`;

const strips = {
  strip: (text: unknown, letters?: unknown) => without(text, letters, { left: true, right: true }),
  lstrip: (text: unknown, letters?: unknown) => without(text, letters, { left: true, right: false }),
  rstrip: (text: unknown, letters?: unknown) => without(text, letters, { left: false, right: true }),
};

/** What a template with such calls has to be given. */
const stripNames = Object.fromEntries(Object.entries(strips).map(([method, work]) => [nameOf(method), work]));

/** What Python takes for them: most of Unicode's, and some control characters besides. */
const blanks = "\t\n\v\f\r\u001c\u001d\u001e\u001f\u0085";

const isBlank = (letter: string) => blanks.includes(letter) || /^[^\S\ufeff]$/.test(letter);

/** What a chat template calls the tokenizer's marks. */
export type NamedMarks = Readonly<Record<string, string | undefined>>;

/** A chat template as it comes with a model. Throws where it cannot be read. */
export function jinjaTemplate(source: string, marks: NamedMarks, name = "the model's own"): ChatTemplate {
  const program = withStrips(parse(tokenize(source, { lstrip_blocks: true, trim_blocks: true })));
  const say = (messages: readonly Message[], prompt: boolean) => {
    const names = new Environment();
    const given = { bos_token: "", eos_token: "", ...marks, tools: null, documents: null };
    for (const [key, value] of Object.entries({ ...globals, ...stripNames, ...given })) names.set(key, value);
    names.set("messages", messages.map(plain));
    names.set("add_generation_prompt", prompt);
    return String(new Interpreter(names).run(program).value);
  };
  return {
    id: /<\|im_start\|>/.test(source) ? "chatml" : /<\|start_header_id\|>/.test(source) ? "llama3" : "own",
    name,
    render: (messages, prompt): Rendered => {
      const text = say(messages, prompt);
      return { text, written: writtenIn(text, messages, (shown) => say(shown, prompt)) };
    },
  };
}

/** Templates are read without `strftime_now`: what a file holds may not depend on the day it was made. */
const globals = {
  false: false,
  true: true,
  none: null,
  False: false,
  True: true,
  None: null,
  range,
  raise_exception: (why: string) => {
    throw new Error(why);
  },
};

function range(start: number, stop?: number, step = 1): number[] {
  const [from, to] = stop === undefined ? [0, start] : [start, stop];
  const size = Math.max(0, Math.ceil((to - from) / step));
  if (!(size <= mostNumbers)) throw new Error(`range() of more than ${mostNumbers} numbers`);
  return Array.from({ length: size }, (_, i) => from + i * step);
}

const mostNumbers = 100_000;

function plain(message: Message): Message {
  return Object.fromEntries(Object.entries(message).filter(([, value]) => value !== null)) as Message;
}

/** Where each message stands is told by what the template puts between them when they say nothing but their number. */
function writtenIn(
  text: string,
  messages: readonly Message[],
  say: (messages: readonly Message[]) => string,
): Written[] {
  const numbered = say(messages.map((message, i) => ({ ...message, content: `\uf8ff${i}\uf8ff` })));
  const words = numbered.split(/\uf8ff\d+\uf8ff/);
  const written: Written[] = [];
  let at = 0;
  messages.forEach(({ content }, message) => {
    const before = words[message] ?? "";
    const start = text.indexOf(before, at) + before.length;
    const said = [content, content.trim()].find((one) => text.startsWith(one, start));
    if (said === undefined) return;
    at = start + said.length;
    written.push({ start, end: at, message });
  });
  return written;
}

/**
 * The engine's `strip`, `lstrip`, `rstrip` and `trim` take off whatever JavaScript takes for blanks, whichever letters they are
 * told. Here are calls of what Python does, put in their place.
 */
function withStrips<T>(node: T): T {
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

function without(text: unknown, letters: unknown, { left, right }: { left: boolean; right: boolean }): string {
  const all = typeof text === "string" ? [...text] : [];
  const goes = typeof letters === "string" ? (letter: string) => letters.includes(letter) : isBlank;
  let [start, end] = [0, all.length];
  while (left && start < end && goes(all[start] ?? "")) start++;
  while (right && end > start && goes(all[end - 1] ?? "")) end--;
  return all.slice(start, end).join("");
}
