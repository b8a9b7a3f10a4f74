import { type FinishReason, lenientSwitch, type ModelEvent, ModelFault, type Usage } from "@/lib/domain/chat-model";
import { excerpt } from "@/lib/outbound/secrets";
import { faultOfErrorBody, type Told } from "./faults";
import { readFinishReason } from "./finish-reasons";
import type { Piece } from "./piece-template";
import { plainChunk } from "./plain-chunk";
import {
  type Choice,
  type Chunk,
  chunkSchema,
  createRemarks,
  isHeartbeat,
  isTrouble,
  readDocuments,
} from "./reply-chunk";
import type { SseEvent } from "./sse";
import { wholeLetters } from "./whole-letters";

export type ReplyRules = {
  told: Told;
  /** Takes an answer without a finish reason, or with one in every chunk, as whole when it ends by itself. */
  lenientFinish: boolean;
  /** Takes an empty answer that the model itself ended as whole. */
  mayBeEmpty: boolean;
};

type Options = {
  /** False reads every chunk by its schema, however plain it is: what the quick way is held to. */
  isQuick?: boolean;
};

/**
 * Follows one reply through its chunks. `take` yields what a chunk adds; `end` yields the closing `done` or throws the
 * fault that explains why the reply is not whole. Nothing counts as complete without a finish reason that is known.
 */
export function createReplyReader({ told, lenientFinish, mayBeEmpty }: ReplyRules, { isQuick = true }: Options = {}) {
  const { origin } = told;
  let finish: FinishReason | null = null;
  let usage: Usage | null = null;
  let sawChunk = false;
  const reply = createSaid();
  const letters = wholeLetters();
  /** Where every chunk says "stop", no such word ends the reply; only one that comes with nothing more to say does. */
  let finishIsLast = false;
  const remarks = createRemarks(told);

  function takeChoice(choice: Choice): ModelEvent[] {
    if (isTrouble(choice.error)) throw faultOfErrorBody(choice.error, told);
    reply.piece(Boolean(choice.delta?.text || choice.delta?.reasoning));
    const said = choice.delta ?? (reply.inPieces() ? null : choice.message);
    const reason = reasonOf(choice, said, told);
    const events: ModelEvent[] = [];
    if (said?.reasoning) events.push({ type: "reasoning", text: said.reasoning });
    const text = letters.take(said?.text || choice.text || "");
    if (text !== "") events.push({ type: "text", text });
    if (events.length > 0) note(text, Boolean(said?.reasoning));
    if (reason !== "none") finish = lenientFinish ? reason : (finish ?? reason);
    if (finish) finishIsLast = events.length === 0;
    return events;
  }

  /** Something was said. */
  function note(text: string, isThought: boolean): void {
    if (finish && !lenientFinish) throw new ModelFault("malformed", wentOn(origin));
    remarks.forget();
    reply.add(text, isThought);
  }

  function takeParsed(parsed: unknown): ModelEvent[] {
    const { choices, error, usage: counted } = readChunk(parsed, isQuick, told);
    if (isTrouble(error)) throw faultOfErrorBody(error, told);
    if (!Array.isArray(choices)) remarks.take(parsed);
    sawChunk ||= Array.isArray(choices);
    if (counted) usage = counted;
    return (choices ?? []).filter(({ index }) => !index).flatMap(takeChoice);
  }

  return {
    /** True when all that may still come is the usage. */
    isFinished: () => finish !== null && (!lenientFinish || (finishIsLast && !reply.isBlank())),

    take(event: SseEvent): ModelEvent[] {
      if (isHeartbeat(event)) return [];
      if (event.event === "error") throw faultOfErrorBody(event.data, told);
      const isBare = !/^\s*[[{]/.test(event.data);
      const documents = isBare ? null : readDocuments(event.data);
      if (documents) return documents.flatMap(takeParsed);
      // No piece of a reply is a bare word or number: these say that it goes on, or why it does not.
      if (isBare) remarks.take(event.data);
      // After the end it takes nothing from what was paid for.
      else if (!finish || !finishIsLast) throw new ModelFault("malformed", `${origin} sent a chunk that is not JSON.`);
      return [];
    },

    /** True while a piece is nothing but more of what is said: nothing has ended, and no half of a letter waits. */
    isUnderWay: () => finish === null && !letters.isHalf(),

    /** What `take` does for a chunk that says this piece, in whole letters, and nothing else. */
    say({ type, text, isDelta }: Piece): void {
      sawChunk = true;
      if (text === "") return;
      reply.piece(isDelta);
      note(type === "text" ? text : "", type === "reasoning");
    },

    /** `strays` is what stood in the stream besides its events. */
    end(isCut: boolean, strays = ""): ModelEvent {
      if (!sawChunk) throw remarks.fault("empty", `${origin} closed the stream without an answer.`, strays);
      if (!finish && (isCut || !lenientFinish || remarks.isOpen()))
        throw remarks.fault("truncated", withoutFinish(origin), strays);
      return doneOf({ finish, usage, reply, mayBeEmpty, told });
    },
  };
}

type Read = Pick<ReplyRules, "mayBeEmpty" | "told"> & {
  finish: FinishReason | null;
  usage: Usage | null;
  reply: ReturnType<typeof createSaid>;
};

/** Throws where nothing was said, unless there was nothing to say. */
function doneOf({ finish, usage, reply, mayBeEmpty, told }: Read): ModelEvent {
  const isBlank = reply.isBlank();
  if (isBlank && !(mayBeEmpty && !reply.thought() && finish === "stop"))
    throw new ModelFault("empty", emptyMessage(told.origin, finish, reply.thought()));
  // A server that counts nothing while it says something has not counted.
  const counted = usage && (isBlank || usage.completionTokens > 0) ? usage : null;
  return { type: "done", finishReason: finish ?? "unknown", usage: counted };
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

/** What a reply has said so far. */
function createSaid() {
  let isBlank = true;
  let thought = false;
  let inPieces = false;

  return {
    isBlank: () => isBlank,
    thought: () => thought,
    /** In deltas: some servers send the whole message again behind them. */
    inPieces: () => inPieces,
    add(text: string, isThought: boolean): void {
      isBlank &&= text.trim() === "";
      thought ||= isThought;
    },
    piece(isPiece: boolean): void {
      inPieces ||= isPiece;
    },
  };
}

function readChunk(parsed: unknown, isQuick: boolean, { origin }: Told): Chunk {
  const chunk = (isQuick ? plainChunk(parsed) : null) ?? chunkSchema.safeParse(parsed).data;
  if (!chunk) throw new ModelFault("malformed", `${origin} sent a chunk that is not of the OpenAI protocol.`);
  return chunk;
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
