import type { FaultKind } from "@/lib/domain/chat-model";

/** What went wrong with a call, as a person reads it. */
export const faultWords: Record<FaultKind, string> = {
  rate_limited: "Rate limited",
  overloaded: "Overloaded",
  timeout_connect: "No connection in time",
  timeout_first_byte: "No first token in time",
  timeout_idle: "Fell silent",
  timeout_total: "Took too long",
  network: "Network",
  truncated: "Broke off",
  empty: "Empty reply",
  malformed: "Unreadable reply",
  context_length: "Prompt too long",
  content_filter: "Content filter",
  unauthorized: "Key refused",
  unknown_model: "No such model",
  bad_request: "Request refused",
  refused_redirect: "Redirect refused",
  cancelled: "Cancelled",
};
