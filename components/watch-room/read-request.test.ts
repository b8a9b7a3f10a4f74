import { describe, expect, it } from "vitest";
import { readRequest } from "./read-request";

describe("readRequest", () => {
  it("reads messages and sampling, and leaves out what no model is sent", () => {
    const request = {
      prompt: { kind: "chat", messages: [{ role: "system", content: "Be brief" }] },
      temperature: 0.7,
      maxTokens: 512,
      mayBeEmpty: true,
    };
    expect(readRequest(request)).toEqual({
      messages: [{ key: "0", role: "system", text: "Be brief" }],
      sampling: [
        ["temperature", "0.7"],
        ["max tokens", "512"],
      ],
    });
  });

  it("reads a text to be continued, and a prompt that stands at the top", () => {
    expect(readRequest({ prompt: { kind: "completion", text: "Once", stop: [] } }).messages[0]?.text).toBe("Once");
    expect(readRequest({ kind: "chat", messages: [{ role: "user", content: "Hi" }], topP: 0.9 })).toEqual({
      messages: [{ key: "0", role: "user", text: "Hi" }],
      sampling: [["top p", "0.9"]],
    });
  });

  it("shows what it does not know instead of hiding it", () => {
    expect(readRequest({ prompt: { odd: [1] } }).messages[0]?.text).toContain('"odd"');
  });
});
