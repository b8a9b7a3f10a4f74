import {
  type ChatModel,
  type CountTokens,
  type FinishReason,
  type ModelEvent,
  ModelFault,
  type Usage,
} from "@/lib/domain/chat-model";
import type { Turn, TurnFlag } from "@/lib/domain/dialogue";
import type { StopRules } from "@/lib/domain/run";
import { createSafeStream } from "../domain/storable-text";
import type { GenerateStep } from "./next-step";
import { createReplySplitter, type ReplyPiece } from "./split-reply";
import { loadSpokenLanguage } from "./spoken-language";
import { contextEnding, createContextWatch, type Ending, endingOfUserTurn } from "./stop-rules";
import { watchTurn } from "./watchdog";

/** What every outcome tells: what was written, and what it cost in tokens and milliseconds. */
type Written = {
  text: string;
  reasoning: string | null;
  /** As reported, or counted here when the endpoint does not say or was cut off. */
  usage: Usage;
  usageReported: boolean;
  /** From the call to the first word, reasoning included; null when none came. */
  firstTokenMs: number | null;
  totalMs: number;
};

/** `complete`: a turn for the path. `discarded`: a stop rule ends the dialogue, and this text is not part of it. */
export type TurnOutcome =
  | (Written & { kind: "complete"; flags: TurnFlag[]; finishReason: FinishReason; rawText: string | null })
  | (Written & { kind: "discarded" } & Ending);

/** Pieces as they come; the outcome is always last, exactly once, unless a {@link ModelFault} is thrown instead. */
export type TurnEvent = ReplyPiece | { type: "outcome"; outcome: TurnOutcome };

export type WriteTurnInput = {
  model: ChatModel;
  step: GenerateStep;
  /** The path that the turn continues, root first. */
  path: Pick<Turn, "speaker" | "text">[];
  stopRules: StopRules;
  countTokens: CountTokens;
  signal: AbortSignal;
  /** Milliseconds on a clock that never goes back. */
  now?: () => number;
};

/**
 * Has a model write one turn. Reasoning (its own events, or think blocks in the text) is kept apart; NUL and lone
 * surrogates are repaired and flagged; stop strings cut the text even where an endpoint ignores them. A user turn that
 * passes the context while it is being sampled is given up at once and discarded, an empty one ends the dialogue
 * (docs/method.md#how-a-dialogue-ends), and so do the run's own rules.
 *
 * Throws the model's {@link ModelFault}; besides `truncated` when the stream ended without saying so, `content_filter`
 * when the endpoint withheld the answer, and `empty` for an answer without text, or a user turn that was all thought.
 */
export async function* writeTurn(input: WriteTurnInput): AsyncGenerator<TurnEvent, void, void> {
  const { model, step, signal, now = () => performance.now() } = input;
  const reply = createReply(input);
  const began = now();
  let firstTokenMs: number | null = null;
  let done: Extract<ModelEvent, { type: "done" }> | null = null;
  let isOver = false;

  for await (const event of model.stream(step.request, signal)) {
    if (event.type === "done") {
      done = event;
      continue;
    }
    firstTokenMs ??= now() - began;
    yield* reply.push(event);
    isOver = reply.overflowed();
    if (isOver || reply.stopped()) break; // closes the upstream connection: what would follow is not wanted
  }
  if (!isOver) yield* reply.end();
  if (!done && !isOver && !reply.stopped()) throw new ModelFault("truncated", "The reply broke off before its end.");

  const { text, reasoning } = reply.written();
  const counted = { promptTokens: step.promptTokens, completionTokens: input.countTokens(text + reasoning) };
  const usage = done?.usage ? believable(done.usage, counted, step.request.maxTokens) : counted;
  const written: Written = {
    text,
    reasoning: reasoning || null,
    usage,
    usageReported: Boolean(done?.usage),
    firstTokenMs,
    totalMs: now() - began,
  };
  const finishReason = done?.finishReason ?? "stop";
  const ending =
    isOver || reply.overflowed() ? fullContext(step) : endingOf(input, written, finishReason, reply.thinking());
  if (ending) yield { type: "outcome", outcome: { kind: "discarded", ...written, ...ending } };
  else {
    const rawText = reply.raw();
    const flags = watchTurn({ speaker: step.speaker, text }, input.path, await loadSpokenLanguage());
    if (finishReason === "length") flags.push("cut_by_length");
    if (rawText !== null) flags.push("repaired_text");
    if (done?.usage && usage !== done.usage) flags.push("odd_usage");
    yield { type: "outcome", outcome: { kind: "complete", ...written, flags, finishReason, rawText } };
  }
}

/** Why a reply that arrived whole ends the dialogue, if it does; throws when it is no reply at all. */
function endingOf(
  { step, path, stopRules }: WriteTurnInput,
  { text, reasoning }: Written,
  finishReason: FinishReason,
  isThinking: boolean,
): Ending | null {
  if (finishReason === "content_filter")
    throw new ModelFault("content_filter", "The endpoint withheld the reply by its content filter.");
  const isEmpty = text.trim() === "";
  const isCut = finishReason === "length";
  if (step.speaker === "assistant") {
    if (isEmpty) throw new ModelFault("empty", emptyMessage(reasoning !== null, step.request.maxTokens));
    return null;
  }
  if (isEmpty && (isCut || isThinking)) throw new ModelFault("empty", emptyMessage(true, step.request.maxTokens));
  // Cut at the last token that the context had room for: one more would have passed it.
  if (isCut && step.room !== null && step.request.maxTokens >= step.room) return fullContext(step);
  return endingOfUserTurn(text, path, stopRules);
}

function fullContext({ promptTokens, room }: GenerateStep): Ending {
  return contextEnding(promptTokens + (room ?? 0));
}

function emptyMessage(thought: boolean, maxTokens: number): string {
  if (!thought) return "The reply was empty.";
  return `The model spent its reply on reasoning and said nothing. Allow more than ${maxTokens} tokens per turn.`;
}

/** The reply as it grows: repaired, split, cut and measured. */
function createReply({ step, countTokens }: WriteTurnInput) {
  const { prompt, stop = [] } = step.request;
  const splitter = createReplySplitter(prompt.kind === "completion" ? [...prompt.stop, ...stop] : stop);
  const spoken = createSafeStream();
  const thought = createSafeStream();
  const passesRoom = step.room === null ? () => false : createContextWatch(step.room, countTokens);
  let apart = "";
  let overflowed = false;

  function take(pieces: ReplyPiece[]): ReplyPiece[] {
    for (const { type, text } of pieces) if (type === "text") overflowed ||= passesRoom(text);
    return pieces;
  }
  /** Thoughts that the endpoint itself keeps apart. */
  function think(text: string): ReplyPiece[] {
    apart += text;
    return text === "" ? [] : [{ type: "reasoning", text }];
  }

  return {
    push: (event: ReplyPiece) =>
      event.type === "text" ? take(splitter.push(spoken.push(event.text))) : think(thought.push(event.text)),
    end: () => [...think(thought.end()), ...take([...splitter.push(spoken.end()), ...splitter.end()])],
    overflowed: () => overflowed,
    stopped: splitter.stopped,
    thinking: splitter.thinking,
    written() {
      const { text, reasoning } = splitter.written();
      return { text, reasoning: apart + reasoning };
    },
    raw: spoken.raw,
  };
}

/** Tokenizers differ, and a template adds some; twenty times as many tokens as were counted here no tokenizer makes. */
const mostTimes = 20;
const fewMore = 2_000;

/**
 * What an endpoint reports, as far as it can be: the same object where it may be so, else with what passes reason cut
 * to the most that could be. Thoughts that are paid for and never shown stay within the limit that was asked for.
 */
function believable(reported: Usage, counted: Usage, maxTokens: number): Usage {
  const prompt = counted.promptTokens * mostTimes + fewMore;
  const completion = Math.max(counted.completionTokens, maxTokens) * mostTimes + fewMore;
  if (reported.promptTokens <= prompt && reported.completionTokens <= completion) return reported;
  return {
    promptTokens: Math.min(reported.promptTokens, prompt),
    completionTokens: Math.min(reported.completionTokens, completion),
  };
}
