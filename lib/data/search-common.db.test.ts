import { beforeAll, expect, it } from "vitest";
import { makeRun } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { listDialogues } from "./dialogues";
import { pool } from "./pool";
import { commonFrom, isCommon } from "./search";
import { makeSearchable } from "./search-index";

withDatabase();

const many = commonFrom + 600;
let runId: string;

/** Dialogues of one turn, of which later ones are older. */
async function store(prefix: string, count: number, { text, days }: { text: string; days: number }): Promise<void> {
  await pool().query(
    `INSERT INTO dialogue (id, run_id, number, status, version, head_id, rounds, context_limit, opening, created_at, ended_at)
     SELECT 'dlg_' || $1::text || n, $2, n + $4::int, 'ended', 1, 'trn_' || $1::text || n, 1, 2048, '', now() - make_interval(days => $5::int, secs => n), now()
     FROM generate_series(1, $3::int) n`,
    [prefix, runId, count, days * 1_000_000, days],
  );
  if (text !== "")
    await pool().query(
      `INSERT INTO turn (id, dialogue_id, speaker, text, origin, version)
       SELECT 'trn_' || $1::text || n, 'dlg_' || $1::text || n, 'user', $3::text || CASE WHEN n % 7 = 0 THEN ' seldom' ELSE '' END, 'model', 1
       FROM generate_series(1, $2::int) n`,
      [prefix, count, text],
    );
}

/** All pages, as numbers of the dialogues that were stored first. */
async function pages(q: string, sort: "newest" | "oldest"): Promise<number[]> {
  const found: number[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await listDialogues({ q, sort, limit: 200, cursor });
    found.push(...page.items.map(({ id }) => Number(id.slice("dlg_a".length))));
    if (page.nextCursor === null) return found;
    cursor = page.nextCursor;
  }
}

beforeAll(async () => {
  runId = (await makeRun()).id;
  await store("a", many, { text: "a common word", days: 2 });
  while ((await makeSearchable()) > 0);
});

const numbers = Array.from({ length: many }, (_, i) => i + 1);

it("gives every dialogue of a common word once and in its order, page by page", async () => {
  expect(await isCommon("common")).toBe(true);
  expect(await pages("common", "newest")).toEqual(numbers);
  expect(await pages("common", "oldest")).toEqual(numbers.toReversed());
});

it("leaves out what is not wanted, and finds what was said a moment ago", async () => {
  expect(await pages("common -seldom", "newest")).toEqual(numbers.filter((n) => n % 7 !== 0));
  await pool().query(
    "INSERT INTO turn (id, dialogue_id, speaker, text, origin, version) VALUES ('trn_new', 'dlg_a3', 'user', 'now seldom', 'person', 2)",
  );
  expect(await pages("common -seldom", "newest")).toEqual(numbers.filter((n) => n % 7 !== 0 && n !== 3));
});

it("finds it behind any number of newer dialogues that do not have it", async () => {
  await store("b", 21_000, { text: "", days: 1 });
  expect((await pages("common", "newest")).slice(0, 300)).toEqual(numbers.slice(0, 300));
  expect(await isCommon("uncommon")).toBe(false);
  expect(await pages("uncommon", "newest")).toEqual([]);
});
