/** A message as a chat template is given it. */
export type Message = { role: string; content: string; [key: string]: unknown };

/** Text that somebody wrote, and the place of the message that it is of. */
export type Written = { start: number; end: number; message: number };

/** A dialogue as one text, and where in it each message stands. */
export type Rendered = { text: string; written: Written[] };

/** How a dialogue becomes one text, as the model that is trained has it. */
export type ChatTemplate = {
  id: string;
  /** As people know it. */
  name: string;
  /** Throws where the template refuses the messages. With a prompt it ends where the assistant begins to speak. */
  render: (messages: readonly Message[], prompt: boolean) => Rendered;
};

/** ChatML, without a system text of its own. */
export const chatml: ChatTemplate = {
  id: "chatml",
  name: "ChatML",
  render: (messages, prompt) => {
    const rendered = joined(
      messages.flatMap(({ role, content }, message) => [`<|im_start|>${role}\n`, { content, message }, "<|im_end|>\n"]),
    );
    return prompt ? { text: `${rendered.text}<|im_start|>assistant\n`, written: rendered.written } : rendered;
  },
};

/** Words of a template, and what a message says between them. */
export type Part = string | { content: string; message: number };

export function joined(parts: readonly Part[]): Rendered {
  let text = "";
  const written: Written[] = [];
  for (const part of parts) {
    if (typeof part === "string") text += part;
    else {
      written.push({ start: text.length, end: text.length + part.content.length, message: part.message });
      text += part.content;
    }
  }
  return { text, written };
}

/** For each token, the message that it begins in; -1 for what no message says. */
export function ownersOf(starts: readonly number[], written: readonly Written[]): number[] {
  let w = 0;
  return starts.map((start) => {
    while (w < written.length && (written[w]?.end ?? 0) <= start) w++;
    const here = written[w];
    return here && here.start <= start ? here.message : -1;
  });
}
