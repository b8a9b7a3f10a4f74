import { describe, expect, it } from "vitest";
import { jinjaTemplate } from "./jinja-template";
import { loadStandIn } from "./stand-ins";
import type { Tokenizer } from "./tokenizer";

const strange = "naïve 東京は 😀👍🏽\n\n  x = 1; <|im_end|>\u00a0é</s> end";

function said({ bytesOf }: Tokenizer, ids: readonly number[]): string {
  return Buffer.concat(ids.map(bytesOf)).toString("utf8");
}

describe.each(["trl", "fastchat"] as const)("the tokenizer that stands in for %s", (trainer) => {
  it("loses nothing of a text, and tells where in it each token begins", async () => {
    const { tokenizer } = await loadStandIn(trainer);
    const { ids, starts } = tokenizer.encode(strange);
    // Llama's puts a blank before the text and behind each mark.
    const llamas = strange.split("</s>").map((piece) => ` ${piece}`);
    expect(said(tokenizer, ids)).toBe(trainer === "fastchat" ? llamas.join("</s>") : strange);
    expect([...starts].sort((a, b) => a - b)).toEqual(starts);
    expect(starts[ids.findIndex((id) => said(tokenizer, [id]) === tokenizer.eos?.text)]).toBe(
      strange.indexOf(tokenizer.eos?.text ?? ""),
    );
  });

  it("takes marks in a text for plain words where a trainer does", async () => {
    const { tokenizer } = await loadStandIn(trainer);
    const mark = tokenizer.eos?.text ?? "";
    expect(tokenizer.encode(mark).ids).toEqual([tokenizer.eos?.id]);
    expect(tokenizer.encodePlain(mark).ids).not.toContain(tokenizer.eos?.id);
  });
});

it("counts in Llama's own tokens", async () => {
  const { tokenizer } = await loadStandIn("fastchat");
  expect(tokenizer.encode("Hello world").ids).toEqual([15043, 3186]);
});

describe("a chat template of a model's own", () => {
  const template = jinjaTemplate(
    "{{ bos_token }}{% for m in messages %}[{{ m.role }}]{{ m.content | trim }}{{ eos_token }}{% endfor %}{% if add_generation_prompt %}[assistant]{% endif %}",
    { bos_token: "<s>", eos_token: "</s>" },
  );

  it("is rendered with the tokenizer's marks, and with the words that let the assistant speak", () => {
    expect(template.render([{ role: "user", content: " hi " }], true).text).toBe("<s>[user]hi</s>[assistant]");
  });

  it("tells where each message stands, trimmed or short as it may be", () => {
    const messages = [
      { role: "user", content: " user " },
      { role: "assistant", content: "s" },
    ];
    const { text, written } = template.render(messages, false);
    expect(written.map(({ start, end, message }) => [text.slice(start, end), message])).toEqual([
      ["user", 0],
      ["s", 1],
    ]);
    expect(written[0]?.start).toBe("<s>[user]".length);
  });
});
