import type { ReasoningPlace } from "@/lib/domain/training/recipe";
import type { Column, Columns } from "../parquet/write-parquet";
import type { Message } from "./lay-out";

export type ChatMessage = { role: Message["role"]; content: string; [field: string]: unknown };

/** A row's messages as `{role, content}`; `mark` adds what a dialect says of each. */
export function chatMessages(
  messages: readonly Message[],
  reasoning: ReasoningPlace,
  mark: (message: Message) => Record<string, unknown> = () => ({}),
): ChatMessage[] {
  let waiting: string[] = [];
  return messages.map((message) => {
    const said: ChatMessage = { role: message.role, content: message.text };
    if (message.calls !== null) {
      const calls = toolCalls(message.calls);
      waiting = calls.map(({ id }) => id);
      said.tool_calls = calls;
    } else if (message.role === "tool") said.tool_call_id = waiting.shift() ?? "call_1";
    return Object.assign(withThoughts(said, message, reasoning), mark(message));
  });
}

/** The columns of such messages, each of which has them all in a Parquet file; `marks` are those of the dialect. */
export function messageColumns(reasoning: ReasoningPlace, tools: "drop" | "keep", marks: Columns = {}): Column {
  const fields: Record<string, Column> = { role: "text", content: "text" };
  if (reasoning === "reasoning_content" || reasoning === "thinking") fields[reasoning] = "text";
  if (tools === "keep") {
    const called: Column = { fields: { name: "text", arguments: "text" } };
    fields.tool_calls = { list: { fields: { id: "text", type: "text", function: called } } };
    fields.tool_call_id = "text";
  }
  return { list: { fields: Object.assign(fields, marks) } };
}

/** Thoughts stand with what is trained: of earlier turns, templates leave them out as well. */
function withThoughts(said: ChatMessage, message: Message, place: ReasoningPlace): ChatMessage {
  said.content = withInlineThoughts(message, place);
  if ((place === "reasoning_content" || place === "thinking") && message.reasoning !== null && message.isTrained)
    said[place] = message.reasoning;
  return said;
}

/** A message's text, after its thoughts where they are to stand in it. */
export function withInlineThoughts({ text, reasoning, isTrained }: Message, place: ReasoningPlace): string {
  return place === "inline" && reasoning !== null && isTrained ? `<think>\n${reasoning}\n</think>\n\n${text}` : text;
}

type ToolCall = { id: string; type: "function"; function: { name: string; arguments: string } };

/** Calls of tools in the shape that most templates read, whatever shape they came in; each has an id that its answer names. */
function toolCalls(given: unknown): ToolCall[] {
  const list: unknown[] = Array.isArray(given) ? given : [given];
  return list.map((one, i) => {
    const call = recordOf(one);
    const called = recordOf(call.function ?? call);
    const { name, arguments: given = {} } = called;
    return {
      id: typeof call.id === "string" ? call.id : `call_${i + 1}`,
      type: "function",
      function: {
        name: typeof name === "string" ? name : "unknown",
        arguments: typeof given === "string" ? given : JSON.stringify(given),
      },
    };
  });
}

/** Calls as trainers with shapes of their own want them: a name, and arguments that are no text. */
export function plainCalls(given: unknown): { name: string; arguments: unknown }[] {
  return toolCalls(given).map(({ function: { name, arguments: text } }) => ({ name, arguments: parsed(text) }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { input: text };
  }
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
