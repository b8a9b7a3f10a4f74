import type { FaultKind, Usage } from "@/lib/domain/chat-model";

/** Refusals: the endpoint read no prompt, or said that it did nothing with it. */
const unpaid = new Set<FaultKind>([
  "rate_limited",
  "overloaded",
  "timeout_connect",
  "unauthorized",
  "unknown_model",
  "bad_request",
  "context_length",
  "refused_redirect",
]);

/**
 * What a call that failed took, as far as can be known: nothing when it was refused, else the prompt and every token
 * that arrived. An endpoint that is cut off reports no usage.
 */
export function usageOfFault(kind: FaultKind, counted: Usage): Usage {
  return unpaid.has(kind) && counted.completionTokens === 0 ? { promptTokens: 0, completionTokens: 0 } : counted;
}
