import { expect, it } from "vitest";
import { readFinishReason } from "./finish-reasons";

it.each([
  [null, "none"],
  ["null", "none"],
  ["stop", "stop"],
  ["STOP", "stop"],
  ["eos_token", "stop"],
  ["end_turn", "stop"],
  ["stop_sequence", "stop"],
  ["COMPLETE", "stop"],
  ["length", "length"],
  ["MAX_TOKENS", "length"],
  ["model_length", "length"],
  ["content_filter", "content_filter"],
  ["content-filter", "content_filter"],
  ["SAFETY", "content_filter"],
  ["guardrail_intervened", "content_filter"],
  ["refusal", "content_filter"],
  ["tool_calls", "tool"],
  ["TOOL_CALL", "tool"],
  ["error", "foreign"],
  ["abort", "foreign"],
  ["cancelled", "foreign"],
  ["USER_CANCEL", "foreign"],
  ["network_error", "foreign"],
  ["insufficient_system_resource", "foreign"],
  ["time_limit", "foreign"],
  ["ERROR_LIMIT", "foreign"],
  ["OTHER", "foreign"],
  ["stop?error", "foreign"],
  ["停止", "foreign"],
])("%s is read as %s", (reason, meaning) => {
  expect(readFinishReason(reason)).toBe(meaning);
});
