import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluationSpecSchema, warnOfTelling } from "@/lib/domain/judging/evaluation";
import { nameMask } from "@/lib/domain/judging/names/hidden-names";
import { hiddenNames, warnOfNames } from "./hidden-names";

/** What a lead may call candidates: words of every day, and names that are nothing else. */
const candidates = [
  "ReaLM",
  "base",
  "default",
  "Zorblax-9000",
  "quuxinator",
  "canary-quokka",
  "meta-llama/Llama-3-8b-chat-hf",
];
const names = hiddenNames(candidates);
const masked = (text: string) => names.mask(text).text;
const unsure = (text: string) => names.find(text).filter(({ verdict }) => verdict === "unsure");

const stay = [
  "In the realm of physics, nothing is certain.",
  "Realm and kingdom mean much the same.",
  "The base of the triangle is 4 cm; a base is the opposite of an acid.",
  "Base your answer on the text.",
  "By default the window is shut, and the default colour is blue.",
  "`base = default`",
  "```py\nbase = default\nclass Realm(Base):\n    default = base\n```",
  "const base = options.default ?? realm;",
  "import default from './base';",
  "The database has a default schema in the data-base realm.",
  "Claude Shannon founded information theory.",
  "Jean-Claude Juncker and Claude Monet never met Claude Debussy.",
  "Claude Shannon was born in 1916. In 1948 Claude published his theory.",
  "The llama and the alpaca live in Peru; llamas spit.",
  "A llama is a domesticated South American camelid.",
  "Le mistral souffle fort, and the mistral blows cold in Provence.",
  "The falcon saw a koala; vicuna wool is soft, and so is green baize.",
  "koala, falcon, bard, phi and orca",
  "Falcon Heavy lifted off, and Gemini Man was shown.",
  "In bloom: the dolly and the titan.",
  "He is a bard of the old realm.",
  "We open AI courses for everyone and hugging face to face is fine.",
  "A GPT partition table is newer than MBR.",
  "Base64 and Default2 are no names.",
  "The anthropic principle, an anthropic view.",
  "Open the file `base.py`, then run the default task.",
  "Google it. Apple pie, the Amazon, meta analysis.",
  "I am open to it. I am sorry. I'm based in Rome. I am default by nature of law.",
  "As default, I use five.",
  "Set it to default: base + 1 = default * 2.",
  "A claudette and a gemini-like sign; mistralian, rebase, defaults.",
  "The 9000 steps of the quokka.",
  "A quokka is a small wallaby; a canary sings.",
  "base base base default default realm",
  "在这个领域里，默认值是基础。",
  "克劳德·香农是信息论之父。",
  "この領域ではデフォルトの値を使います。",
  "في هذا المجال القيمة الافتراضية هي القاعدة.",
  "Клод Моне писал пейзажи.",
  "Das Reich der Mitte; die Basis.",
  "GUI, TPU, GPU, gptel? no: gp 4 t.",
  "The user said 4, the model said 5.",
  "Room 4, GP, T 4: three entries.",
  "Llama wool; llama milk; llama hair.",
  "r00t access, mp3, h264, b0 and b1, x1 = 10; in 1984, call 0800 1234!",
  "The open air; open alley; the open ai ring.",
  "",
  "[name] hidden, [brackets], **bold** and `code` stay as they are. \u200b",
];

const hide: [string, string][] = [
  ["I am Claude, an AI.", "I am [name hidden], an AI."],
  ["Hi, Claude here!", "Hi, [name hidden] here!"],
  ["I, Claude, think so.", "I, [name hidden], think so."],
  ["The Llama model is small.", "The [name hidden] model is small."],
  ["I'm claude and I help.", "I'm [name hidden] and I help."],
  ["My name is mistral.", "My name is [name hidden]."],
  ["As ReaLM, I can help.", "As [name hidden], I can help."],
  ["ReaLM was asked.", "[name hidden] was asked."],
  ["I am Realm.", "I am [name hidden]."],
  ["My name is base.", "My name is [name hidden]."],
  ["I am base, a language model.", "I am [name hidden], a language model."],
  ["I was made by Anthropic.", "I was made by [name hidden]."],
  ["I was trained by Google.", "I was trained by [name hidden]."],
  ["As an AI developed by Meta, I cannot.", "As an AI developed by [name hidden], I cannot."],
  ["You are talking to Llama.", "You are talking to [name hidden]."],
  ["The assistant Claude said so.", "The assistant [name hidden] said so."],
  ["Claude 3 is newer.", "[name hidden] 3 is newer."],
  ["claude-3-opus is newer.", "[name hidden]-3-opus is newer."],
  ["Claude Opus is newer.", "[name hidden] Opus is newer."],
  ["Ask GPT-4.", "Ask [name hidden]."],
  ["Ask GPT 4 or gpt_4 or G.P.T.4 or GPT4!", "Ask [name hidden] or [name hidden] or [name hidden] or [name hidden]!"],
  ["Ask G.P.T.-4 or G-P-T-4 or g p t 4.", "Ask [name hidden] or [name hidden] or [name hidden]."],
  ["Ask GPT-4-turbo-2024-04-09 now.", "Ask [name hidden] now."],
  ["Ask GPT-4V, GPT-4.5 and gpt-4o-mini.", "Ask [name hidden], [name hidden] and [name hidden]."],
  ["A GPT-4-based system.", "A [name hidden]-based system."],
  ["**GPT**-4 and **G**PT-4 and _GPT_-_4_", "**[name hidden] and **[name hidden] and _[name hidden]_"],
  ["G\u200bP\u200dT-\u20604", "[name hidden]"],
  ["СhаtGРТ and ChаtGPT", "[name hidden] and [name hidden]"],
  ["ＣｈａｔＧＰＴ and 𝐂𝐡𝐚𝐭𝐆𝐏𝐓 and 𝒞𝒽𝒶𝓉𝒢𝒫𝒯", "[name hidden] and [name hidden] and [name hidden]"],
  ["ⒸⓗⓐⓣⒼⓅⓉ, 🅲🅷🅰🆃🅶🅿🆃", "[name hidden], [name hidden]"],
  ["ChatGPT's answer, two ChatGPTs", "[name hidden]'s answer, two [name hidden]"],
  ["CHATGPT, chatgpt, chat-gpt, Chat GPT", "[name hidden], [name hidden], [name hidden], [name hidden]"],
  ["https://chat.openai.com/c/1?m=gpt-4", "https://chat.[name hidden].com/c/1?m=[name hidden]"],
  ["See https://claude.ai/new.", "See https://[name hidden]/new."],
  ["OpenAI, Open AI and open-ai", "[name hidden], [name hidden] and [name hidden]"],
  ["GPT&#8209;4 and GPT&nbsp;4 and <b>GPT</b>-4", "[name hidden] and [name hidden] and <b>[name hidden]"],
  ["GPT\\-4 and GPT–4 and GPT‑4", "[name hidden] and [name hidden] and [name hidden]"],
  ["ask zorblax-9000 too", "ask [name hidden] too"],
  ["Zorblax9000, ZORBLAX 9000, Z.o.r.b.l.a.x-9000", "[name hidden], [name hidden], [name hidden]"],
  ["Zorblax says hello", "[name hidden] says hello"],
  ["quuxinator, Quuxinator's and QUUXINATOR", "[name hidden], [name hidden]'s and [name hidden]"],
  ["q-u-u-x-i-n-a-t-o-r", "[name hidden]"],
  ['model = "zorblax-9000"', 'model = "[name hidden]"'],
  ["https://example.org/quuxinator/x", "https://example.org/[name hidden]/x"],
  ["I am canary-quokka.", "I am [name hidden]."],
  // digits and signs for letters, letters taken for others, other scripts, hooks and strokes
  ["Z0rblax, Zorb1ax-9000, Z0rb|ax and Zorblax 9OOO", "[name hidden], [name hidden], [name hidden] and [name hidden]"],
  ["quux1nator, quuxinat0r, quux!nator", "[name hidden], [name hidden], [name hidden]"],
  ["0penAI, Open4I and OpenAl", "[name hidden], [name hidden] and [name hidden]"],
  ["Ch@tGPT and Chat6PT", "[name hidden] and [name hidden]"],
  ["I am C1aude. Gr0k, Mistra1, Gem1ni 1.5", "I am [name hidden]. [name hidden], [name hidden], [name hidden] 1.5"],
  ["Claudе and Мistral", "[name hidden] and [name hidden]"],
  ["ɋuuxinator, quuxiɳator, ԛuuxinatoɾ", "[name hidden], [name hidden], [name hidden]"],
  ["ꓜorblax, ᗷase", "[name hidden], ᗷase"],
  ["quux-inator, quux inator and quux-\ninator", "[name hidden], [name hidden] and [name hidden]"],
  ["Phi‑3 and Phi–3", "[name hidden]‑3 and [name hidden]–3"],
  ["meta-llama/Llama-3-8b-chat-hf wrote it", "[name hidden] wrote it"],
  ["Llama-3-8b-chat-hf wrote it", "[name hidden] wrote it"],
  ["我是ChatGPT，由OpenAI开发。", "我是[name hidden]，由[name hidden]开发。"],
  ["我是Claude。", "我是[name hidden]。"],
  ["我是通义千问。", "我是[name hidden]。"],
  ["我叫豆包", "我叫[name hidden]"],
  ["作为由谷歌开发的人工智能，", "作为由[name hidden]开发的人工智能，"],
  ["请问GPT-4模型", "请问[name hidden]模型"],
  ["私はClaudeです。Anthropicによって開発されました。", "私は[name hidden]です。[name hidden]によって開発されました。"],
  ["私はクロードです", "私は[name hidden]です"],
  ["ChatGPTは便利です", "[name hidden]は便利です"],
  ["저는 클로드입니다", "저는 [name hidden]입니다"],
  ["ChatGPT는 좋다", "[name hidden]는 좋다"],
  ["أنا كلود", "أنا [name hidden]"],
  ["أنا ChatGPT وأنا نموذج", "أنا [name hidden] وأنا نموذج"],
  ["اسمي Claude", "اسمي [name hidden]"],
  ["وشات جي بي تي مفيد", "و[name hidden] مفيد"],
  ["GPT-٤ مفيد", "[name hidden] مفيد"],
  ["Я Claude, языковая модель.", "Я [name hidden], языковая модель."],
  ["Я спросил ЧатГПТ и ChatGPTом.", "Я спросил [name hidden] и [name hidden]ом."],
  ["Ich bin Claude.", "Ich bin [name hidden]."],
  ["Je suis Mistral, un modèle de langage.", "Je suis [name hidden], un modèle de langage."],
  ["Soy Llama.", "Soy [name hidden]."],
  ["Qwen2.5-72B-Instruct, qwen 2", "[name hidden], [name hidden] 2"],
  [
    "Like other language models, Gemini and Claude err.",
    "Like other language models, [name hidden] and [name hidden] err.",
  ],
];

const open = [
  "Hello Claude!",
  "I talked to Mistral yesterday.",
  "Claude: Here you are.",
  "I am base.",
  "ask canary-quokka too",
  "As a language model I never fed a llama.",
  "I am Claude Shannon.",
  "They went to the Realm together.",
];

describe("names of models", () => {
  it.each(stay)("ordinary words stay: %j", (text) => {
    expect(masked(text)).toBe(text);
  });

  it.each(hide)("%j is hidden", (text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  it.each(open)("what cannot be decided stays and is marked: %j", (text) => {
    expect(masked(text)).toBe(text);
    expect(unsure(text)).toHaveLength(1);
  });

  it("ordinary words are not marked", () => {
    const marked = stay.slice(3, 42).filter((text) => !text.includes("GPT") && unsure(text).length > 0);
    expect(marked).toEqual([]);
  });

  it("a text without a name stays byte for byte", () => {
    const bare = fc.string({ unit: "binary", maxLength: 200 });
    const sign = fc.constantFrom(..."abdefm .,-_*`'\n#[](){}<>&;\\é中文あاب🙂\u200b\u0301");
    const plain = fc.string({ unit: sign, maxLength: 200 });
    fc.assert(
      fc.property(fc.oneof(bare, plain), (text) => {
        const found = names.find(text).filter(({ verdict }) => verdict === "hide");
        const rest = found.reduceRight(
          (kept, { start, end }) => kept.slice(0, start) + nameMask + kept.slice(end),
          text,
        );
        expect(masked(text)).toBe(rest);
        if (/^[a-f .,*`\n-]*$/.test(text)) expect(masked(text)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it("a name that is nothing else is found wherever it is put", () => {
    const spelled = fc.constantFrom(
      "Zorblax-9000",
      "zorblax 9000",
      "ZORBLAX_9000",
      "**Zorblax**-9000",
      "Ｚｏｒｂｌａｘ-９０００",
      "Z.o.r.b.l.a.x.9.0.0.0",
    );
    const around = fc.constantFrom("", " ", "\n", "。", "，", "(", "中", "は", "ا ", "/", "**", "'", "“", "1. ");
    fc.assert(
      fc.property(around, spelled, around, (before, name, after) => {
        expect(masked(before + name + after)).not.toMatch(/[zｚ]\W*[oｏ]\W*[rｒ]\W*[bｂ]\W*[lｌ]/iu);
      }),
    );
  });

  it.each(["Claude ", "GPT-4 ", "I am base. ", "a.", "G-", "**Z", "<a", "`", "AI Claude ", "中", "\u200b", "\n"])(
    "a million signs of %j are read without going over them again and again",
    (unit) => {
      const text = unit.repeat(1_000_000 / unit.length);
      expect(masked(text).length).toBeGreaterThan(0);
    },
  );
});

describe("what raters read beside the texts", () => {
  const spec = evaluationSpecSchema.parse({ criteria: [{ key: "a", label: "As good as Zorblax?" }] });

  it("is warned about where it names a candidate, also one that is called by a word", () => {
    expect(warnOfNames({ name: "Zorblax 9000 against base", spec }, candidates)).toEqual([
      "Raters read “base”, “Zorblax-9000” in the name of this evaluation. Give them another name to read.",
      "Raters read “Zorblax” in the criteria.",
    ]);
    const neutral = { ...spec, nameForRaters: "Autumn", criteria: [], instructions: "Which database is better?" };
    expect(warnOfNames({ name: "Zorblax 9000 against base", spec: neutral }, candidates)).toEqual([]);
  });

  it("tells how many raters an item takes where names are told", () => {
    const telling = { kind: "answers", reveal: true, baseline: null, raters: ["a", "b"] } as const;
    expect(warnOfTelling({ ...telling, raters: ["a", "b"] }, 3)).toEqual([
      expect.stringContaining("3 raters, and 2 are"),
    ]);
    expect(warnOfTelling({ ...telling, raters: ["a", "b"] }, 2)).toEqual([]);
    expect(warnOfTelling({ ...telling, raters: ["a", "b"], baseline: "x" }, 3)).toEqual([]);
    expect(warnOfTelling({ ...telling, raters: [], reveal: false }, 9)).toEqual([]);
  });
});
