import * as z from "zod";
import { type FaultKind, ModelFault } from "@/lib/domain/chat-model";
import { readComplaint } from "@/lib/outbound/complaint";
import { excerpt } from "@/lib/outbound/secrets";
import { faultOfErrorBody, type Told } from "./faults";

/** What one message or delta says: to the other side, to itself, or that it will not. */
type Said = { text: string; reasoning: string; refusal: string };

const nothing: Said = { text: "", reasoning: "", refusal: "" };

/** Content is a text or a list of parts, some of which may be thoughts (Mistral) or refusals. */
function readContent(content: unknown): Said {
  if (typeof content === "string") return { ...nothing, text: content };
  if (Array.isArray(content))
    return content.map(readContent).reduce(
      (all, one) => ({
        text: all.text + one.text,
        reasoning: all.reasoning + one.reasoning,
        refusal: all.refusal + one.refusal,
      }),
      nothing,
    );
  if (typeof content !== "object" || content === null) return nothing;
  const { text, thinking, reasoning, summary, refusal } = content as Record<string, unknown>;
  const thought = readContent(thinking ?? reasoning ?? summary);
  return {
    text: typeof text === "string" ? text : "",
    reasoning: thought.text + thought.reasoning,
    refusal: typeof refusal === "string" ? refusal : "",
  };
}

/** Names of the field that servers keep a thought in; some send the same under several, so the first that says something counts. */
const thoughtFields =
  "reasoning_content reasoning thinking reasoning_text thought thoughts reasoning_details thinking_blocks".split(" ");

const messageSchema = z.looseObject({}).transform((message): Said & { callsTool: boolean } => {
  const { content, refusal, tool_calls, function_call } = message;
  const said = readContent(content);
  const thoughts = thoughtFields.map((field) => readContent(message[field])).map((one) => one.text + one.reasoning);
  return {
    text: said.text,
    reasoning: thoughts.find((thought) => thought !== "") ?? said.reasoning,
    refusal: typeof refusal === "string" && refusal !== "" ? refusal : said.refusal,
    callsTool: (Array.isArray(tool_calls) && tool_calls.length > 0) || Boolean(function_call),
  };
});

/** Figures beyond reason are for whoever knows what was asked; what is no count at all was not counted. */
const count = z.coerce
  .number()
  .min(0)
  .max(Number.MAX_SAFE_INTEGER)
  .transform((tokens) => Math.round(tokens));

/** A chunk of /chat/completions or /completions, or a whole answer of a server that does not stream. */
export const chunkSchema = z.object({
  choices: z
    .array(
      z
        .object({
          index: z.coerce.number().nullish().catch(null),
          delta: messageSchema.nullish(),
          message: messageSchema.nullish(),
          text: z.string().nullish(),
          finish_reason: z.coerce.string().nullish(),
          error: z.unknown().optional(),
        })
        .nullable(),
    )
    .transform((choices) => choices.filter((choice) => choice !== null))
    .nullish(),
  usage: z
    .object({ prompt_tokens: count, completion_tokens: count })
    .transform(({ prompt_tokens, completion_tokens }) => ({
      promptTokens: prompt_tokens,
      completionTokens: completion_tokens,
    }))
    .nullish()
    .catch(null),
  error: z.unknown().optional(),
});

export type Chunk = z.infer<typeof chunkSchema>;
export type Choice = NonNullable<Chunk["choices"]>[number];

/** Whether a field for errors names one: many servers send it with every chunk, empty. */
export function isTrouble(error: unknown): boolean {
  if (typeof error === "string") return error.trim() !== "";
  if (typeof error !== "object" || error === null) return error === true;
  return Object.values(error).some((value) => value !== null && value !== "" && value !== 0 && value !== false);
}

/** Signs of life, under whatever name: nothing, `ping`, `null`, `{}`. */
export function isHeartbeat({ event, data }: { event: string; data: string }): boolean {
  return (
    /^(?:ping|pong|heart-?beat|keep-?alive|comment)$/i.test(event) ||
    /^[\s"[\]{}:.]*(?:ping|pong|heart-?beat|keep-?alive|null)?[\s"[\]{}:.]*$/i.test(data)
  );
}

export function isDone(data: string): boolean {
  return /^\s*"?\[done\]"?\s*$/i.test(data);
}

/** One document, or one in each line, as where a server forgets the blank lines between its events. */
export function documentsIn(text: string): string[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "" && !isDone(line));
  return !isJson(text) && lines.every(isJson) ? lines : [text];
}

/** The documents of {@link documentsIn}, read; null where one is no JSON. What stands in an array counts one by one. */
export function readDocuments(text: string): unknown[] | null {
  try {
    return [JSON.parse(text)].flat();
  } catch {
    const documents = documentsIn(text);
    return documents.every(isJson) ? documents.flatMap((one): unknown => JSON.parse(one)) : null;
  }
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What an endpoint says besides its reply: that it goes on, or why it does not, which only the end tells apart. */
export function createRemarks(told: Told) {
  /** The last one, with nothing of the reply since. */
  let last: unknown = null;

  return {
    /** Throws where it is called an error, though it has none of the usual names. */
    take(said: unknown): void {
      if (typeof said === "object" && said !== null && "usage" in said) return;
      if (isCalledError(said)) throw faultOfErrorBody(said, told);
      if (readComplaint(said).message !== "") last = said;
    },
    forget(): void {
      last = null;
    },
    isOpen: () => last !== null,

    /** Why there is no whole reply, with what was said of it, or else with the `strays` that are no part of the stream. */
    fault(kind: FaultKind, message: string, strays: string): ModelFault {
      const said = last ?? strays;
      if (said === "") return new ModelFault(kind, message);
      const fault = faultOfErrorBody(said, told);
      if (typeof said !== "string") return fault;
      const words = excerpt(readComplaint(said).message, told);
      return new ModelFault(fault.kind === "malformed" ? kind : fault.kind, `${message} It said: ${words}`);
    },
  };
}

function isCalledError(said: unknown): boolean {
  if (typeof said !== "object" || said === null) return false;
  const { type, object, event } = said as Record<string, unknown>;
  return [type, object, event].includes("error");
}
