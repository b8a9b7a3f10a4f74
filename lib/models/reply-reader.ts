import * as z from "zod";
import { type FinishReason, type ModelEvent, ModelFault, type Usage } from "@/lib/domain/chat-model";
import { faultOfErrorBody } from "./faults";
import type { SseEvent } from "./sse";

const textSchema = z.union([
  z.string(),
  z.array(z.object({ text: z.string().optional() })).transform((parts) => parts.map(({ text }) => text ?? "").join("")),
]);

const messageSchema = z.object({
  content: textSchema.nullish(),
  reasoning_content: z.string().nullish(),
  reasoning: z.string().nullish(),
  refusal: z.string().nullish(),
  tool_calls: z.array(z.unknown()).nullish(),
  function_call: z.unknown().optional(),
});

const count = z.number().int().min(0).max(1_000_000_000);

/** A chunk of /chat/completions or /completions, or a whole answer of a server that does not stream. */
const chunkSchema = z.object({
  choices: z
    .array(
      z.object({
        index: z.number().nullish(),
        delta: messageSchema.nullish(),
        message: messageSchema.nullish(),
        text: z.string().nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
  usage: z.object({ prompt_tokens: count, completion_tokens: count }).nullish().catch(null),
  error: z.unknown().optional(),
});

type Choice = NonNullable<z.infer<typeof chunkSchema>["choices"]>[number];

export type ReplyRules = {
  /** Names the endpoint in messages. */
  origin: string;
  /** Takes an answer without a finish reason as whole. */
  lenientFinish: boolean;
  /** Takes an empty answer that the model itself ended as whole. */
  mayBeEmpty: boolean;
};

/**
 * Follows one reply through its chunks. `take` yields what a chunk adds; `end` yields the closing `done` or throws the
 * fault that explains why the reply is not whole. Nothing counts as complete without a finish reason.
 */
export function createReplyReader({ origin, lenientFinish, mayBeEmpty }: ReplyRules) {
  let finish: FinishReason | null = null;
  let usage: Usage | null = null;
  let sawChunk = false;
  let isBlank = true;
  let halfPair = "";

  function takeChoice(choice: Choice): ModelEvent[] {
    const said = choice.delta ?? choice.message;
    if (
      said?.tool_calls?.length ||
      said?.function_call ||
      /^(tool_calls|function_call)$/.test(choice.finish_reason ?? "")
    )
      throw new ModelFault("malformed", `${origin} called a tool instead of answering.`);
    if (said?.refusal || choice.finish_reason === "content_filter")
      throw new ModelFault("content_filter", `${origin} withheld the reply or a part of it.`);

    const events: ModelEvent[] = [];
    const reasoning = said?.reasoning_content ?? said?.reasoning;
    if (reasoning) events.push({ type: "reasoning", text: reasoning });
    const text = whole(said?.content ?? choice.text ?? "");
    if (text !== "") {
      if (finish) throw new ModelFault("malformed", `${origin} went on after saying that the reply was finished.`);
      isBlank &&= text.trim() === "";
      events.push({ type: "text", text });
    }
    if (choice.finish_reason) finish ??= choice.finish_reason === "length" ? "length" : "stop";
    return events;
  }

  /** Holds back half of a surrogate pair until its other half arrives: events are stored and sent one by one. */
  function whole(text: string): string {
    const joined = halfPair + text;
    halfPair = /[\ud800-\udbff]$/.test(joined) ? joined.slice(-1) : "";
    return halfPair === "" ? joined : joined.slice(0, -1);
  }

  return {
    isFinished: () => finish !== null,

    take({ event, data }: SseEvent): ModelEvent[] {
      if (event === "error") throw faultOfErrorBody(errorIn(data), origin);
      const chunk = chunkSchema.safeParse(parseJson(data, origin));
      if (!chunk.success)
        throw new ModelFault("malformed", `${origin} sent a chunk that is not of the OpenAI protocol.`);
      if (chunk.data.error) throw faultOfErrorBody(chunk.data.error, origin);
      sawChunk ||= Array.isArray(chunk.data.choices);
      if (chunk.data.usage) {
        const { prompt_tokens, completion_tokens } = chunk.data.usage;
        usage = { promptTokens: prompt_tokens, completionTokens: completion_tokens };
      }
      return (chunk.data.choices ?? []).filter(({ index }) => !index).flatMap(takeChoice);
    },

    end(isCut: boolean): ModelEvent {
      if (!sawChunk) throw new ModelFault("empty", `${origin} closed the stream without an answer.`);
      if (!finish && (isCut || !lenientFinish))
        throw new ModelFault(
          "truncated",
          `${origin} ended the stream without a finish reason; the reply is not whole.`,
        );
      if (isBlank && !(mayBeEmpty && finish === "stop")) throw new ModelFault("empty", emptyMessage(origin, finish));
      // A server that counts nothing while it says something has not counted.
      const counted = usage && (isBlank || usage.completionTokens > 0) ? usage : null;
      return { type: "done", finishReason: finish ?? "unknown", usage: counted };
    },
  };
}

function emptyMessage(origin: string, finish: FinishReason | null): string {
  if (finish === "length")
    return `${origin} used up all tokens before a word of the reply; allow more tokens per turn.`;
  return `${origin} answered with nothing.`;
}

/** Error events wrap their error or are it, in JSON or in plain words. */
function errorIn(data: string): unknown {
  try {
    const parsed: unknown = JSON.parse(data);
    return typeof parsed === "object" && parsed !== null && "error" in parsed ? parsed.error : parsed;
  } catch {
    return data;
  }
}

function parseJson(data: string, origin: string): unknown {
  try {
    return JSON.parse(data);
  } catch (cause) {
    throw new ModelFault("malformed", `${origin} sent a chunk that is not JSON.`, { cause });
  }
}
