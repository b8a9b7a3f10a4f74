import { beforeAll, describe, expect, it } from "vitest";
import { makeDialogue } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { listDialogues } from "./dialogues";
import { pool } from "./pool";
import { readSnippets } from "./search";
import { makeSearchable } from "./search-index";

withDatabase();

const texts = {
  pan: ["my cast iron pan got rust all over it", "Scrub it with soap, dry it and oil it."],
  running: ["i keep running out of time", "Plan the evenings; runners do."],
  german: ["Wie lange kocht ein weiches Ei? Größe M", "Fünf Minuten im sprudelnden Wasser."],
  chinese: ["请解释一下数学归纳法", "先证明第一步，再证明递推。"],
  japanese: ["お世話になっておりますは何と言えばいいですか", "場面によります。"],
  arabic: ["كيف أتعلم العربية بسرعة؟", "اقرأ كل يوم."],
  korean: ["한국어를 어떻게 배우나요?", "매일 연습하세요."],
  french: ["Où est le café de la Straße ?", "C’est à côté, ça coûte 5 €."],
  marked: ["كَيْفَ أَكْتُبُ رِسَالَةً", "ＦＵＬＬ　ＷＩＤＴＨ に直す ﾊﾟｿｺﾝ"],
  signs: ["is C++ faster than C# or .NET? and/or send an e-mail 🙂", "I ❤️ it 👩🏽‍💻; it doesn't matter."],
  plain: ["take vitamin C, it is a gift", "a b c; emails by the dozen"],
  code: ["why does arr[0].map(x => x) break", "arr[0] is no array: 100% of the time."],
};
const named = new Map<string, string>();

beforeAll(async () => {
  for (const [name, said] of Object.entries(texts)) {
    const { dialogue } = await makeDialogue({ status: "ended", texts: said });
    named.set(dialogue.id, name);
  }
});

async function found(q: string): Promise<string[]> {
  const { items } = await listDialogues({ q, sort: "oldest", limit: 50 });
  return items.map(({ id }) => named.get(id) ?? "?");
}

describe.each(["as they were stored", "taken up by a worker"])("dialogues %s", (state) => {
  beforeAll(async () => {
    if (state === "taken up by a worker") while ((await makeSearchable()) > 0);
    const { rows } = await pool().query("SELECT FROM unsearched_turn");
    expect(rows.length > 0).toBe(state === "as they were stored");
  });

  it.each([
    ["rust soap", ["pan"]],
    ["rust -soap", []],
    ["run", ["running"]],
    ["größe", ["german"]],
    ["koch*", ["german"]],
    ['"rust all over"', ["pan"]],
    ['"all rust"', []],
    ['"arr[0].map(x"', ["code"]],
    ['"100% of"', ["code"]],
    ["数学", ["chinese"]],
    ["归纳法", ["chinese"]],
    ["世話", ["japanese"]],
    ["العربية", ["arabic"]],
    ["-rust -run 数学", ["chinese"]],
    ["nowhere", []],
    ["café", ["french"]],
    ["cafe", ["french"]],
    ["CAFÉ", ["french"]],
    ["cafe\u0301", ["french"]],
    ["strasse", ["french"]],
    ["STRASSE", ["french"]],
    ["Straße", ["french"]],
    ["stra*", ["french"]],
    ["grosse", ["german"]],
    ["€", ["french"]],
    ["5€", []],
    ['"5 €"', ["french"]],
    ['"c\'est a cote"', ["french"]],
    ["어떻", ["korean"]],
    ["국어", ["korean"]],
    ["한", ["korean"]],
    ["배우나요", ["korean"]],
    ["كيف", ["arabic", "marked"]],
    ["رسالة", ["marked"]],
    ["رِسَالَة", ["marked"]],
    ["full width", ["marked"]],
    ["ＲＵＳＴ", ["pan"]],
    ["パソコン", ["marked"]],
    ["C++", ["signs"]],
    ["c#", ["signs"]],
    [".net", ["signs"]],
    ["e-mail", ["signs", "plain"]],
    ["email", ["signs", "plain"]],
    ["or", ["signs"]],
    ["doesnt", ["signs"]],
    ["doesn't", ["signs"]],
    ["doesn’t", ["signs"]],
    ["🙂", ["signs"]],
    ["❤", ["signs"]],
    ["👩🏽‍💻", ["signs"]],
    ["100%", ["code"]],
    ["-rust 🙂", ["signs"]],
    ["%", ["code"]],
  ])("%s finds %j", async (q, names) => {
    expect(await found(q)).toEqual(names);
  });

  it("leaves out what has a word", async () => {
    expect(await found("-rust")).toEqual(Object.keys(texts).filter((name) => name !== "pan"));
    expect(await found("-rust -🙂 -C++ -数学 -한국")).not.toContain("signs");
  });

  it.each(["***", "-***", '"', "\u200B", "?", "a ".repeat(13), "½*", "\u0301*"])(
    "%j, which cannot be searched or is nowhere, finds nothing and never everything",
    async (q) => {
      expect(await found(q)).toEqual([]);
    },
  );

  it("says why nothing is found where it could not be searched", async () => {
    const noteOf = async (q: string) => (await listDialogues({ q, sort: "oldest", limit: 1 })).note;
    expect(await noteOf("***")).toContain("nothing but punctuation");
    expect(await noteOf("nowhere")).toBeNull();
  });
});

it.each([
  ["rust soap", "pan", ["rust"]],
  ["run", "running", ["running"]],
  ["koch*", "german", ["kocht"]],
  ['"100% of"', "code", ["100% of"]],
  ["归纳法", "chinese", ["归纳法"]],
  ["العربية", "arabic", ["العربية"]],
  ["strasse cafe", "french", ["café", "Straße"]],
  ["e-mail", "signs", ["e-mail"]],
  ["C++", "signs", ["C++"]],
  ["👩‍💻", "signs", []],
  ["🙂 faster", "signs", ["faster", "🙂"]],
  ["배우", "korean", ["배우"]],
  ["رسالة", "marked", ["رِسَالَةً"]],
  ["full", "marked", ["ＦＵＬＬ"]],
])("%s is shown where %s has it", async (q, name, hits) => {
  const [id = ""] = [...named].find(([, called]) => called === name) ?? [];
  const pieces = (await readSnippets(q, [id])).get(id) ?? [];
  expect(pieces.filter(({ isHit }) => isHit).map(({ text }) => text)).toEqual(hits);
  expect(pieces.map(({ text }) => text).join("")).not.toContain("\u0002");
});

it("shows nothing for what a dialogue lacks", async () => {
  expect(await readSnippets("-rust", [...named.keys()])).toEqual(new Map());
  expect(await readSnippets("nowhere", [...named.keys()])).toEqual(new Map());
});
