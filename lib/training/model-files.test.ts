import { describe, expect, it } from "vitest";
import { smallModel } from "@/lib/testing/small-model";
import { openReader, UnreadModel } from "./model-files";
import { tokeniseBy } from "./tokenise";

const open = (files = smallModel()) => openReader("tkn", "Small", files);

function refusal(files: Parameters<typeof openReader>[2]): [string, string] {
  try {
    openReader("tkn", "Small", files);
  } catch (error) {
    if (error instanceof UnreadModel) return [error.file, error.message];
    throw error;
  }
  throw new Error("It was read");
}

describe("a model's own files", () => {
  it("tell its tokens, its marks and its words around turns", () => {
    const { tokenizer, template, facts } = open();
    const { text } = template.render([{ role: "user", content: "the sky" }], true);
    expect(text).toBe("<|turn|>user\nthe sky<|over|>\n<|turn|>assistant\n");
    const { ids } = tokenizer.encode(text);
    expect(ids.filter(tokenizer.isMark)).toHaveLength(3);
    expect(Buffer.concat(ids.map(tokenizer.bytesOf)).toString()).toBe(text);
    expect(tokenizer.encode("the sky").ids).toHaveLength(2);
    expect(tokenizer.eos?.text).toBe("<|over|>");
    expect(facts).toEqual({ tokens: 263, hasTemplate: true, notes: [] });
  });

  it("need no chat template: ChatML stands in, and is named so", () => {
    const { template, facts } = open(smallModel({ template: null }));
    expect(facts.hasTemplate).toBe(false);
    expect(template.name).toContain("ChatML");
    expect(template.render([{ role: "user", content: "hi" }], false).text).toBe("<|im_start|>user\nhi<|im_end|>\n");
  });

  it("have the template in the configuration where it has no file, the default one of several", () => {
    const { tokenizer } = smallModel();
    const config = {
      chat_template: [
        { name: "tool_use", template: "no" },
        { name: "default", template: "{% for m in messages %}[{{ m.content }}]{% endfor %}" },
      ],
    };
    const { template } = open({ tokenizer, config: JSON.stringify(config), template: null });
    expect(template.render([{ role: "user", content: "hi" }], false).text).toBe("[hi]");
  });

  it("take blanks along where a mark does", () => {
    const marks = [
      { content: "<|turn|>" },
      { content: "<|over|>", rstrip: true },
      { content: "<|left|>", lstrip: true },
    ];
    const { encode } = open(smallModel({ marks })).tokenizer;
    expect(encode("a<|over|> \n b <|left|>").ids).toHaveLength(4);
    expect(encode("a<|over|> \n b <|left|>").starts).toEqual([0, 1, 12, 13]);
  });

  it("put a blank before the beginning of a text alone, where they say so", () => {
    const preTokenizer = {
      type: "Sequence",
      pretokenizers: [
        { type: "Metaspace", replacement: " ", prepend_scheme: "first", split: false },
        { type: "ByteLevel", add_prefix_space: false, trim_offsets: true, use_regex: true },
      ],
    };
    const { encode, bytesOf } = open(smallModel({ preTokenizer })).tokenizer;
    const said = (text: string) => Buffer.concat(encode(text).ids.map(bytesOf)).toString();
    expect(said("a<|over|>b")).toBe(" a<|over|>b");
  });

  it("are rendered without the day's date, and say so", () => {
    const template = `{% if strftime_now is defined %}{{ strftime_now("%d") }}{% else %}no day {% endif %}{% for m in messages %}{{ m.content }}{% endfor %}`;
    const { template: own, facts } = open(smallModel({ template }));
    expect(own.render([{ role: "user", content: "hi" }], false).text).toBe("no day hi");
    expect(facts.notes.join()).toContain("the day's date");
  });

  it.each([
    ["{{ m.content.strip('\\n') }}", " \na\n", " \na"],
    ["{{ m.content.lstrip('\\n') }}", "\n a\n", " a\n"],
    ["{{ m.content.split('-')[-1].rstrip('ab') }}", "x-cab", "c"],
    ["{{ m.content | trim }}", "\u0085\u00a0a\ufeff\u001c", "a\ufeff"],
    ["{{ (m.content | trim).strip() ~ m.none | trim }}", " a ", "a"],
  ])("take off what Python takes off: %s", (says, content, said) => {
    const { template } = open(smallModel({ template: `{% for m in messages %}${says}{% endfor %}` }));
    expect(template.render([{ role: "user", content }], false).text).toBe(said);
  });

  it("tell of a template that refuses a system prompt", () => {
    const template = `{% for m in messages %}{% if m.role == "system" %}{{ raise_exception("No system") }}{% endif %}{{ m.content }}{% endfor %}`;
    expect(open(smallModel({ template })).facts.notes).toEqual([expect.stringContaining("(No system)")]);
  });

  it.each([
    ["what is no JSON", { ...smallModel(), tokenizer: "\u0000\u0001spm" }, ["tokenizer", "It is no JSON"]],
    ["another JSON", { ...smallModel(), tokenizer: `{"vocab_size": 3}` }, ["tokenizer", "model is missing"]],
    [
      "ids that are none",
      { ...smallModel(), tokenizer: `{"model":{"type":"BPE","vocab":{"a":-1}}}` },
      ["tokenizer", "model"],
    ],
    [
      "a kind that nobody knows",
      {
        ...smallModel(),
        tokenizer: `{"model":{"type":"BPE","vocab":{"a":0},"merges":[]},"pre_tokenizer":{"type":"Odd"}}`,
      },
      ["tokenizer", "not read here (Unknown PreTokenizer type: Odd)"],
    ],
    [
      "one that drops letters",
      {
        ...smallModel(),
        tokenizer: `{"model":{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##","max_input_chars_per_word":100,"vocab":{"a":0,"[UNK]":1}},"normalizer":{"type":"Lowercase"},"pre_tokenizer":{"type":"Whitespace"},"decoder":null}`,
      },
      ["tokenizer", "drops or changes letters"],
    ],
    [
      "marks of whole words",
      smallModel({ marks: [{ content: "x", single_word: true }] }),
      ["tokenizer", "whole words"],
    ],
    ["a configuration that is none", { ...smallModel(), config: "[" }, ["config", "It is no JSON"]],
    [
      "a template that breaks off",
      smallModel({ template: "{% for m in messages %}" }),
      ["template", "cannot be rendered"],
    ],
    [
      "a template that refuses",
      smallModel({ template: `{{ raise_exception("Only tools") }}` }),
      ["template", "Only tools"],
    ],
    [
      "a template that counts on and on",
      smallModel({ template: "{% for i in range(1000000000) %}{% endfor %}" }),
      ["template", "range()"],
    ],
  ] as const)("are refused in words: %s", (_, files, [file, words]) => {
    const [of, why] = refusal(files);
    expect(of).toBe(file);
    expect(why).toContain(words);
  });

  it("leave a text out that says one of their control marks, and no other", () => {
    const marks = [{ content: "<|turn|>" }, { content: "<|over|>" }, { content: "  ", special: false }];
    const tokenise = tokeniseBy(open(smallModel({ marks })));
    expect(tokenise([{ role: "assistant", content: "so<|over|>", train: true }])).toBe("mark_in_text");
    expect(tokenise([{ role: "assistant", content: "a  <|im_end|>", train: true }])).toMatchObject({
      ids: expect.any(Array),
    });
  });
});
