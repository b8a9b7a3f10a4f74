import type { ChatModel, ModelEvent, ModelRequest } from "@/lib/domain/chat-model";
import { ModelFault } from "@/lib/domain/chat-model";

/** One reply: a text, a text in chunks, the exact events, or a fault (also as the last of the events). */
export type ScriptedReply = string | string[] | ModelFault | (ModelEvent | ModelFault)[];

export type ScriptedModel = ChatModel & {
  /** What it was asked, in order. */
  requests: ModelRequest[];
  /** Replies whose stream was left before its end. */
  abandoned: number;
};

/**
 * A model that says what it is told to, reply by reply, and complains when it is asked once too often. A text counts
 * one token per chunk. `pace`, when given, is awaited before each event, so that a test can hold a reply in flight.
 */
export function scriptedModel(replies: ScriptedReply[], pace?: () => Promise<void>): ScriptedModel {
  const left = [...replies];
  const model: ScriptedModel = {
    requests: [],
    abandoned: 0,
    async *stream(request, signal) {
      model.requests.push(request);
      const reply = left.shift();
      if (reply === undefined) throw new Error(`The script has no reply ${model.requests.length}`);
      let isOver = false;
      try {
        for (const event of eventsOf(reply)) {
          await pace?.();
          if (signal.aborted) throw new ModelFault("cancelled", "The call was cancelled.");
          if (event instanceof ModelFault) throw event;
          isOver = event.type === "done";
          yield event;
        }
        isOver = true;
      } finally {
        if (!isOver) model.abandoned++;
      }
    },
  };
  return model;
}

function eventsOf(reply: ScriptedReply): (ModelEvent | ModelFault)[] {
  if (reply instanceof ModelFault) return [reply];
  const parts = typeof reply === "string" ? [reply] : reply;
  const chunks = parts.filter((part) => typeof part === "string");
  if (chunks.length < parts.length) return parts.filter((part) => typeof part !== "string");
  return [
    ...chunks.map((text): ModelEvent => ({ type: "text", text })),
    { type: "done", finishReason: "stop", usage: { promptTokens: 10, completionTokens: chunks.length } },
  ];
}
