import type { FinishReason } from "@/lib/domain/chat-model";

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
