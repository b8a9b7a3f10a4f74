type Message = { key: string; role: string; text: string };

/** A request as it was sent, made readable: what was said to the model, and how it was asked to sample. */
export type ReadableRequest = { messages: Message[]; sampling: [name: string, value: string][] };

/** Rules of the studio's own that stand in a request and are never sent to a model. */
const keptBack = new Set(["mayBeEmpty"]);

/**
 * Reads a stored request (a Prompt of the domain beside its sampling, under `prompt` or at the top). Requests outlive
 * the code that wrote them, so what is not recognised is shown as it is rather than hidden.
 */
export function readRequest(request: Record<string, unknown>): ReadableRequest {
  const { prompt, ...rest } = isRecord(request.prompt) ? { ...request, prompt: request.prompt } : splitPrompt(request);
  const sampling = Object.entries(rest)
    .filter(
      ([name, value]) => !keptBack.has(name) && value !== undefined && value !== null && typeof value !== "object",
    )
    .map(([name, value]): [string, string] => [inWords(name), String(value)]);
  return { messages: messagesOf(prompt), sampling };
}

function splitPrompt({ kind, messages, text, stop, ...rest }: Record<string, unknown>) {
  return { prompt: { kind, messages, text, stop }, ...rest };
}

function messagesOf(prompt: Record<string, unknown>): Message[] {
  if (typeof prompt.text === "string") return [{ key: "text", role: "text to continue", text: prompt.text }];
  if (!Array.isArray(prompt.messages)) return [{ key: "raw", role: "request", text: JSON.stringify(prompt, null, 2) }];
  return prompt.messages.map((message: unknown, i) => {
    const { role = "message", content = message } = isRecord(message) ? message : {};
    const text = typeof content === "string" ? content : JSON.stringify(content, null, 2);
    return { key: String(i), role: String(role), text };
  });
}

/** "topP" as "top p". */
function inWords(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
