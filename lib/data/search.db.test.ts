import { beforeAll, expect, it } from "vitest";
import { makeDialogue } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { listDialogues } from "./dialogues";
import { readSnippets } from "./snippets";

withDatabase();

const texts = {
  pan: ["my cast iron pan got rust all over it", "Scrub it with soap, dry it and oil it."],
  running: ["i keep running out of time", "Plan the evenings; runners do."],
  german: ["Wie lange kocht ein weiches Ei? Größe M", "Fünf Minuten im sprudelnden Wasser."],
  chinese: ["请解释一下数学归纳法", "先证明第一步，再证明递推。"],
  japanese: ["お世話になっておりますは何と言えばいいですか", "場面によります。"],
  arabic: ["كيف أتعلم العربية بسرعة؟", "اقرأ كل يوم."],
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
])("%s finds %j", async (q, names) => {
  expect(await found(q)).toEqual(names);
});

it("leaves out what has a word, and finds everything for nothing but signs", async () => {
  expect(await found("-rust")).toEqual(["running", "german", "chinese", "japanese", "arabic", "code"]);
  expect(await found("***")).toHaveLength(7);
});

it.each([
  ["rust soap", "pan", ["rust"]],
  ["run", "running", ["running"]],
  ["koch*", "german", ["kocht"]],
  ['"100% of"', "code", ["100% of"]],
  ["归纳法", "chinese", ["归纳法"]],
  ["العربية", "arabic", ["العربية"]],
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
