import { Template } from "@huggingface/jinja";
import type { ChatTemplate, Message, Rendered, Written } from "./chat-template";

/** A chat template as it comes with a model, and what it calls the tokenizer's marks. */
export function jinjaTemplate(source: string, marks: { bos_token?: string; eos_token?: string }): ChatTemplate {
  const template = new Template(source);
  const say = (messages: readonly Message[], prompt: boolean) =>
    template.render({
      bos_token: "",
      eos_token: "",
      ...marks,
      messages: messages.map(plain),
      add_generation_prompt: prompt,
    });
  return {
    id: /<\|im_start\|>/.test(source) ? "chatml" : /<\|start_header_id\|>/.test(source) ? "llama3" : "own",
    name: "the model's own",
    render: (messages, prompt): Rendered => {
      const text = say(messages, prompt);
      return { text, written: writtenIn(text, messages, (shown) => say(shown, prompt)) };
    },
  };
}

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
