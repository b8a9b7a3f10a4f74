import { type FinishReason, lenientSwitch, type ModelEvent, ModelFault, type Usage } from "@/lib/domain/chat-model";
import { excerpt } from "@/lib/outbound/secrets";
import { faultOfErrorBody, type Told } from "./faults";
import { type Choice, chunkSchema, createRemarks, documentsIn, isHeartbeat, isJson, isTrouble } from "./reply-chunk";
import type { SseEvent } from "./sse";

export type ReplyRules = {
  told: Told;
  /** Takes an answer without a finish reason, or with one in every chunk, as whole when it ends by itself. */
  lenientFinish: boolean;
  /** Takes an empty answer that the model itself ended as whole. */
  mayBeEmpty: boolean;
};

/**
 * Follows one reply through its chunks. `take` yields what a chunk adds; `end` yields the closing `done` or throws the
 * fault that explains why the reply is not whole. Nothing counts as complete without a finish reason that is known.
 */
export function createReplyReader({ told, lenientFinish, mayBeEmpty }: ReplyRules) {
  const { origin } = told;
  let finish: FinishReason | null = null;
  let usage: Usage | null = null;
  let sawChunk = false;
  let isBlank = true;
  let thought = false;
  /** Where every chunk says "stop", no such word ends the reply; only one that comes with nothing more to say does. */
  let finishIsLast = false;
  const whole = wholeLetters();
  let saysInPieces = false;
  const remarks = createRemarks(told);

  function takeChoice(choice: Choice): ModelEvent[] {
    if (isTrouble(choice.error)) throw faultOfErrorBody(choice.error, told);
    saysInPieces ||= Boolean(choice.delta?.text || choice.delta?.reasoning);
    // After its pieces some servers send the whole message again.
    const said = choice.delta ?? (saysInPieces ? null : choice.message);
    const reason = reasonOf(choice, said, told);
    const events: ModelEvent[] = [];
    if (said?.reasoning) events.push({ type: "reasoning", text: said.reasoning });
    const text = whole(said?.text || choice.text || "");
    if (text !== "") events.push({ type: "text", text });
    if (events.length > 0) {
      if (finish && !lenientFinish) throw new ModelFault("malformed", wentOn(origin));
      remarks.forget();
      isBlank &&= text.trim() === "";
      thought ||= Boolean(said?.reasoning);
    }
    if (reason !== "none") finish = lenientFinish ? reason : (finish ?? reason);
    if (finish) finishIsLast = events.length === 0;
    return events;
  }

  function takeParsed(parsed: unknown): ModelEvent[] {
    const chunk = chunkSchema.safeParse(parsed);
    if (!chunk.success) throw new ModelFault("malformed", `${origin} sent a chunk that is not of the OpenAI protocol.`);
    const { choices, error } = chunk.data;
    if (isTrouble(error)) throw faultOfErrorBody(error, told);
    if (!Array.isArray(choices)) remarks.take(parsed);
    sawChunk ||= Array.isArray(choices);
    if (chunk.data.usage) usage = chunk.data.usage;
    return (choices ?? []).filter(({ index }) => !index).flatMap(takeChoice);
  }

  return {
    /** True when all that may still come is the usage. */
    isFinished: () => finish !== null && (!lenientFinish || (finishIsLast && !isBlank)),

    take(event: SseEvent): ModelEvent[] {
      if (isHeartbeat(event)) return [];
      if (event.event === "error") throw faultOfErrorBody(event.data, told);
      const documents = documentsIn(event.data);
      const isBare = !/^\s*[[{]/.test(event.data);
      if (!isBare && documents.every(isJson))
        return documents.flatMap((one): unknown => JSON.parse(one)).flatMap(takeParsed);
      // No piece of a reply is a bare word or number: these say that it goes on, or why it does not.
      if (isBare) remarks.take(event.data);
      // After the end it takes nothing from what was paid for.
      else if (!finish || !finishIsLast) throw new ModelFault("malformed", `${origin} sent a chunk that is not JSON.`);
      return [];
    },

    /** `strays` is what stood in the stream besides its events. */
    end(isCut: boolean, strays = ""): ModelEvent {
      if (!sawChunk) throw remarks.fault("empty", `${origin} closed the stream without an answer.`, strays);
      if (!finish && (isCut || !lenientFinish || remarks.isOpen()))
        throw remarks.fault("truncated", withoutFinish(origin), strays);
      if (isBlank && !(mayBeEmpty && !thought && finish === "stop"))
        throw new ModelFault("empty", emptyMessage(origin, finish, thought));
      // A server that counts nothing while it says something has not counted.
      const counted = usage && (isBlank || usage.completionTokens > 0) ? usage : null;
      return { type: "done", finishReason: finish ?? "unknown", usage: counted };
    },
  };
}

/** Throws where a choice is no piece of a reply: a call of a tool, a refusal, or a reply that was broken off. */
function reasonOf(
  { finish_reason }: Choice,
  said: Choice["delta"],
  told: Told,
): Exclude<FinishReason, "unknown"> | "none" {
  const { origin } = told;
  const reason = readFinishReason(finish_reason);
  if (said?.callsTool || reason === "tool")
    throw new ModelFault("malformed", `${origin} called a tool instead of answering.`);
  if (said?.refusal || reason === "content_filter")
    throw new ModelFault("content_filter", `${origin} withheld the reply or a part of it.`);
  if (reason === "foreign")
    throw new ModelFault("truncated", brokenOff(origin, excerpt(finish_reason ?? "", told, 40)));
  return reason;
}

/** Holds back half of a surrogate pair until its other half arrives: events are stored and sent one by one. */
function wholeLetters(): (text: string) => string {
  let half = "";
  return (text) => {
    const joined = half + text;
    half = /[\ud800-\udbff]$/.test(joined) ? joined.slice(-1) : "";
    return half === "" ? joined : joined.slice(0, -1);
  };
}

function brokenOff(origin: string, reason: string): string {
  return `${origin} broke the reply off (finish reason “${reason}”); it is not whole.`;
}

function withoutFinish(origin: string): string {
  return `${origin} ended the stream without a finish reason; the reply is not whole. If it never sends one, switch on “${lenientSwitch}” for this model.`;
}

function wentOn(origin: string): string {
  return `${origin} went on after saying that the reply was finished. If it says so with every piece, switch on “${lenientSwitch}” for this model.`;
}

function emptyMessage(origin: string, finish: FinishReason | null, thought: boolean): string {
  if (finish === "length")
    return `${origin} used up all tokens before a word of the reply; allow more tokens per turn.`;
  if (thought)
    return `${origin} sent all of its text as reasoning and no reply. Check its reasoning parser, or switch thinking off for this model.`;
  return `${origin} answered with nothing.`;
}

/** What a finish reason says besides a {@link FinishReason}: not yet, a call of a tool, or nothing that makes a reply whole. */
type FinishWord = Exclude<FinishReason, "unknown"> | "none" | "tool" | "foreign";

/**
 * The names that providers give to the ends of a reply, without case and signs. An allow-list: whatever is not here
 * (`error`, `abort`, `cancelled`, `network_error`, `insufficient_system_resource`, …) leaves the reply broken off.
 */
const words: Record<Exclude<FinishWord, "foreign">, string> = {
  // Of chunks before the last; "null" and "not_finished" are words of DashScope and watsonx.
  none: " null none notfinished finishreasonunspecified",
  stop: `stop stopped eos eostoken endoftext endofturn endturn stopsequence stopstring stoptoken complete completed
    finish finished done normal`,
  length: `length maxtokens maxlength maxoutputtokens maxcompletiontokens maxnewtokens modellength contextlength
    modelcontextwindowexceeded tokenlimit limit`,
  content_filter: `contentfilter contentfiltered safety imagesafety recitation blocklist prohibitedcontent spii refusal
    sensitive guardrailintervened guardrails errortoxic moderation blocked`,
  tool: "toolcalls toolcall functioncall tooluse malformedfunctioncall unexpectedtoolcall",
};

const meanings = new Map(
  Object.entries(words).flatMap(([meaning, names]) =>
    names.split(/\s+/).map((name) => [name, meaning as FinishWord] as const),
  ),
);

export function readFinishReason(reason: string | null | undefined): FinishWord {
  return meanings.get((reason ?? "").toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "")) ?? "foreign";
}
