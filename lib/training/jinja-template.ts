import { Environment, Interpreter, parse, tokenize } from "@huggingface/jinja";
import type { ChatTemplate, Message, Rendered, Written } from "./chat-template";
import { stripNames, withStrips } from "./jinja-strips";

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
