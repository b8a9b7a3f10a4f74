import { expect, it } from "vitest";
import { foldText, wordsOf } from "@/lib/domain/search-text";
import { makeDialogue } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { listDialogues } from "./dialogues";
import { pool } from "./pool";
import { postgresMessage, problemOfTimeLimit } from "./postgres-errors";
import { makeSearchable } from "./search-index";
import { transaction } from "./sql";

withDatabase();

/** Every letter of the first plane, but for the newest Latin ones, which not every Postgres knows; and some beyond. */
const letters = Array.from({ length: 0xffff }, (_, i) => String.fromCodePoint(i + 1)).filter(
  (letter) => /\p{Assigned}/u.test(letter) && !/[\p{Surrogate}\uA7C0-\uA7FF]/u.test(letter),
);

/** Words as the parser of Postgres has them, to which blanks and control characters are one. */
const apart = (words: string) => words.replace(/[\s\p{Cc}]+/gu, " ").trim();

it("is the same in the database and where searches are read", async () => {
  const all = [...letters, "🙂", "👩🏽‍💻", "𝐀", "𠮷", "Ａ\u0301", "é", "ﬁ", "ΟΔΟΣ", "ـمَرْ"];
  const { rows } = await pool().query<{ given: string; folded: string; words: string }>(
    "SELECT given, search_text(given) AS folded, search_words(given) AS words FROM unnest($1::text[]) AS given",
    [all],
  );
  const other = rows.filter(({ given, folded }) => foldText(given) !== folded);
  expect(other.map(({ given }) => given.codePointAt(0)?.toString(16))).toEqual([]);
  const differing = rows.filter(({ words, given }) => wordsOf(foldText(given)).join(" ") !== apart(words));
  expect(differing.map(({ given }) => given.codePointAt(0)?.toString(16))).toEqual([]);
});

it("is the same for texts of any letters that Chinese, Japanese and Korean are written with", async () => {
  const common = "数学法お世話ガがﾊﾞ゙한국어カタ、。「」・ー？！（ＡｂＣ）　 aB1-“”…—㍿㈱ẞé";
  const texts = Array.from({ length: 3_000 }, (_, i) =>
    Array.from(
      { length: 1 + (i % 30) },
      (_, k) => [...common][(i * 31 + k * k * 17 + i * k) % [...common].length],
    ).join(""),
  );
  const { rows } = await pool().query<{ given: string; folded: string }>(
    "SELECT given, search_text(given) AS folded FROM unnest($1::text[]) AS given",
    [texts],
  );
  expect(rows.filter(({ given, folded }) => foldText(given) !== folded)).toEqual([]);
});

it("is the same for texts of letters with marks that come apart and together", async () => {
  const common = "aé\u0301\u0300\u0338\u0345йи\u0306ب\u0654ا\u0653٣कक़\u093Cが\u3099\u1100\u1161가−“ßẞİﬁ①\u200B=Ａæøية ";
  const signs = [...common];
  const texts = Array.from({ length: 3_000 }, (_, i) =>
    Array.from({ length: 1 + (i % 300) }, (_, k) => signs[(i * 37 + k * k * 13 + i * k) % signs.length]).join(""),
  );
  const { rows } = await pool().query<{ given: string; folded: string }>(
    "SELECT given, search_text(given) AS folded FROM unnest($1::text[]) AS given",
    [texts],
  );
  // A piece ends where it does, also between a letter and its mark.
  const inPieces = (text: string) => (text.match(/.{1,250}/gsu) ?? []).map(foldText).join("");
  expect(rows.filter(({ given, folded }) => inPieces(given) !== folded)).toEqual([]);
});

it("finds a phrase across its spaces, and no letter that stands for one", async () => {
  const { dialogue } = await makeDialogue({
    status: "ended",
    texts: ["It fell OUT of the box, 100 % café", "outQof q"],
  });
  const find = async (q: string) => (await listDialogues({ q, sort: "newest", limit: 5 })).items.map(({ id }) => id);
  for (const q of ['"out of the"', '"of the box,"', '"0 % cafe"', '"t o"', '"outqof"', '"outqof q"'])
    expect(await find(q), q).toEqual([dialogue.id]);
  for (const q of ['"out of q"', '"outqofqthe"', '"outqof the"', '"out  of"', '"of out"'])
    expect(await find(q), q).toEqual([]);
});

it("is the same for texts as for their letters", async () => {
  const text = "Où est le café de la Straße — “c’est” 数学… ".repeat(30);
  const { rows } = await pool().query<{ folded: string }>("SELECT search_text($1) AS folded", [text]);
  expect(rows[0]?.folded).toBe(foldText(text));
});

// Each of these took minutes of the database when its time grew with the square of the text, and now takes the limit at most.
it.each([
  ["one letter", "中".repeat(100_000)],
  ["letters", "数学".repeat(50_000)],
  ["hyphens", "a-".repeat(50_000)],
  ["dots", "a.".repeat(50_000)],
  ["slashes", "/a".repeat(50_000)],
  ["at signs", "a@a.".repeat(25_000)],
  ["marks", `a${"\u0327\u0301".repeat(50_000)}`],
  ["marks of India", `क${"\u094D\u093C".repeat(50_000)}`],
  ["emoji", "🙂".repeat(50_000)],
  ["Korean", "한국".repeat(50_000)],
  ["blanks", " \n".repeat(50_000)],
  ["quotes", "'-".repeat(50_000)],
])("a turn of 100,000 %s is made searchable within the limit", async (_, text) => {
  const { dialogue } = await makeDialogue({ status: "ended", texts: [text] });
  while ((await makeSearchable()) > 0);
  const { rows } = await pool().query("SELECT FROM dialogue_search WHERE dialogue_id = $1", [dialogue.id]);
  expect(rows).toHaveLength(1);
});

it("has a limit for each statement of the web, told in words", async () => {
  const { rows } = await pool().query<{ statement_timeout: string }>("SHOW statement_timeout");
  expect(rows[0]?.statement_timeout).toBe("20s");
  const failed = transaction(async (tx) => {
    await tx.query("SET LOCAL statement_timeout = 1");
    await tx.query("SELECT pg_sleep(5)");
  });
  const error: unknown = await failed.catch((thrown: unknown) => thrown);
  expect(problemOfTimeLimit(error)?.message).toContain("took too long");
  expect(postgresMessage(error)).toContain("statement timeout");
  expect(problemOfTimeLimit(new Error("another"))).toBeNull();
});
