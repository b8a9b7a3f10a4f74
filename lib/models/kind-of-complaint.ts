import type { FaultKind } from "@/lib/domain/chat-model";
import type { Complaint } from "@/lib/outbound/complaint";

/** Codes, never words: a busy minute's message may mention plans and bills as well. */
const emptyPurse =
  /insufficient_(?:user_)?(?:quota|balance|funds|credits?)|billing_(?:hard_limit_reached|not_active)|exceeded_current_quota|arrearage|payment_required/i;

const emptyPurseInWords = /credit balance is too low|insufficient (?:balance|credits?|funds)/i;

/** As vLLM, SGLang, llama.cpp, TGI, Ollama, LM Studio, OpenAI, Azure, Anthropic, Gemini, Mistral and Cohere put it. */
const contextLength = [
  /context.?(?:length|window|size|limit)|exceeds? the (?:available )?context|context the overflows/i,
  /max(?:imum)?[ _](?:context|prompt|model|sequence)[ _]len/i,
  /range of input length|too many tokens|(?:prompt|input|request|messages?) (?:is|are) too (?:long|large)|prompt too long/i,
  /(?:prompt|input|decoder prompt)s?\b[^.]{0,80}(?:longer than|exceeds?)\b[^.]{0,60}(?:model|token|context|length)/i,
  /inputs?`? tokens? \+|inputs?`? must have less than \d+ tokens|reduce the length of/i,
];

const contentFilter =
  /content.?(?:filter|policy)|content management policy|responsibleai|was flagged|data_inspection_failed|sensitive_words/i;
const unknownModel =
  /model.?not.?found|(?:no such|unknown|invalid) model|model\b[^.]{0,200}\b(?:does not exist|not found)|not a valid model/i;
const badKey = /api.?key.{0,20}\b(?:not valid|invalid|expired|incorrect)|(?:invalid|incorrect|wrong).{0,3}api.?key/i;
const slowDown = /rate.?limit|too many requests|resource_exhausted|throttl/i;

const saysContext = (words: string) => contextLength.some((pattern) => pattern.test(words));

/**
 * The status decides before words do: a 429 that mentions billing is a rate limit, and only where a status leaves open
 * what was wrong (400 and its like) do codes and words tell. Without a status they are all there is.
 */
export function kindOfComplaint({ status, code, message }: Complaint): FaultKind {
  const words = `${code} ${message}`;
  if (status === 402 || emptyPurse.test(code)) return "unauthorized";
  if (status === undefined) return kindOfRequest(words) ?? kindOfWords(words);
  if (status === 400 || status === 422)
    return (slowDown.test(code) ? "rate_limited" : kindOfRequest(words)) ?? "bad_request";
  if ((status === 403 || status === 451) && contentFilter.test(words)) return "content_filter";
  if (status === 500 && saysContext(words)) return "context_length";
  return kindOfStatus(status);
}

function kindOfStatus(status: number): FaultKind {
  if (status >= 300 && status < 400) return "refused_redirect";
  if (status === 401 || status === 403 || status === 407) return "unauthorized";
  if (status === 404 || status === 405 || status === 410) return "unknown_model";
  if (status === 429) return "rate_limited";
  if (status === 413) return "context_length";
  if ([408, 409, 424, 425, 498, 499].includes(status) || status >= 500) return "overloaded";
  return "bad_request";
}

/** What can be wrong with a request that was read. */
function kindOfRequest(words: string): FaultKind | null {
  if (saysContext(words)) return "context_length";
  if (contentFilter.test(words)) return "content_filter";
  if (badKey.test(words) || emptyPurseInWords.test(words)) return "unauthorized";
  if (unknownModel.test(words)) return "unknown_model";
  return null;
}

function kindOfWords(words: string): FaultKind {
  if (slowDown.test(words)) return "rate_limited";
  if (/\bauth|api.?key|permission/i.test(words)) return "unauthorized";
  if (/overload|server|unavailable|capacity|internal|busy|timed? ?out/i.test(words)) return "overloaded";
  return "malformed";
}
