import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/data/prisma";
import { makeSearchable } from "@/lib/data/search-index";
import type { Import, ImportPreview, ImportProblem } from "@/lib/domain/import";
import type { Viewer } from "@/lib/domain/viewer";
import { callRoute, giveToken } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs } from "@/lib/testing/job-runner";
import { publishedData, readPublished } from "@/lib/testing/published-data";
import { makeViewer } from "@/lib/testing/review";

withDatabase();

let lead: Viewer;
let token: string;
beforeAll(async () => {
  lead = await makeViewer("Lea", ["lead"]);
  token = await giveToken(lead.id);
});

const talk = (...texts: string[]) => ({
  conversations: texts.map((value, i) => ({ from: i % 2 ? "gpt" : "human", value })),
});
const lines = (...records: unknown[]) => records.map((record) => JSON.stringify(record)).join("\n");

type Query = Record<string, string>;
const asking = (query: Query) => `?${new URLSearchParams({ name: "A file", format: "sharegpt", ...query })}`;
const sent = (file: string | Uint8Array, query: Query = {}) => ({
  token,
  query: asking(query),
  body: typeof file === "string" ? file : new Blob([new Uint8Array(file)]),
  headers: { "content-type": "application/octet-stream" },
});

async function importing(file: string | Uint8Array, query: Query = {}): Promise<Import> {
  const response = await callRoute("createImport", sent(file, query));
  const answer = await response.json();
  expect([response.status, answer]).toEqual([201, expect.anything()]);
  await doDueJobs();
  return read((answer as Import).id);
}

async function read(importId: string): Promise<Import> {
  return (await callRoute("getImport", { token, params: { importId } })).json();
}

async function problemsOf(importId: string): Promise<ImportProblem[]> {
  const page = await (await callRoute("listImportProblems", { token, params: { importId } })).json();
  return (page as { items: ImportProblem[] }).items;
}

/** The texts on the way that is read first, dialogue by dialogue. */
async function pathsOf(importId: string): Promise<string[][]> {
  const dialogues = await prisma.dialogue.findMany({ where: { importId }, orderBy: { number: "asc" } });
  return Promise.all(
    dialogues.map(async ({ id, headId }) => {
      const turns = new Map((await prisma.turn.findMany({ where: { dialogueId: id } })).map((turn) => [turn.id, turn]));
      const path: string[] = [];
      for (let at = headId; at !== null; at = turns.get(at)?.parentId ?? null) path.unshift(turns.get(at)?.text ?? "?");
      return path;
    }),
  );
}

describe("a file of dialogues", () => {
  it("is taken in by a job, its bad lines told by number, the good ones found as any dialogue", async () => {
    const file = lines(talk("Why is basil blue?", "It is not."), { conversations: 3 }, talk("And then?", "Nothing."));
    const made = await importing(file, { fileName: "talks.jsonl", made: "people", licence: "CC0" });
    expect(made).toMatchObject({
      taken: 2,
      refused: 1,
      finishedAt: expect.any(String),
      source: { made: "people", licence: "CC0" },
      job: { status: "done" },
    });
    expect(await problemsOf(made.id)).toEqual([
      { line: 2, column: null, message: "conversations is missing or no list; it holds the turns." },
    ]);
    expect(await pathsOf(made.id)).toEqual([
      ["Why is basil blue?", "It is not."],
      ["And then?", "Nothing."],
    ]);
    const found = await callRoute("listDialogues", { token, query: `?import=${made.id}&q=basil` });
    expect(await found.json()).toMatchObject({
      items: [{ opening: "Why is basil blue?", rounds: 1, status: "ended" }],
    });
    expect(await prisma.projectFilePiece.count()).toBe(0);
    const csv = await callRoute("downloadImportProblems", { token, params: { importId: made.id } });
    expect(await csv.text()).toContain('2,,"conversations is missing');
  });

  it("is refused whole where that was chosen, and then nothing of it is there", async () => {
    const made = await importing(lines(talk("A?", "B."), "x", 3), { badLines: "refuse_all" });
    expect(made).toMatchObject({ taken: 0, refused: 2, finishedAt: null, job: { status: "failed" } });
    expect(made.job?.error).toMatch(/^2 lines cannot be taken; .* Nothing was imported, as you chose\./);
    expect(await pathsOf(made.id)).toEqual([]);
    expect(await importing(lines(talk("A?", "B.")), { badLines: "refuse_all" })).toMatchObject({
      taken: 1,
      refused: 0,
    });
  });

  it("may be packed, and is known again", async () => {
    const file = lines(talk("Packed?", "Yes."));
    const packed = await importing(gzipSync(file), { name: "First" });
    expect(packed).toMatchObject({ taken: 1, refused: 0 });
    const again = await callRoute("createImport", sent(file));
    expect([again.status, await again.json()]).toEqual([
      409,
      expect.objectContaining({ detail: expect.stringContaining("“First”") }),
    ]);
    expect((await importing(file, { again: "yes" })).taken).toBe(1);
  });

  it("keeps what stands beside its turns: system, tools, thoughts, masks, and the user as a hash", async () => {
    const record = {
      conversation_id: "c1",
      hashed_ip: "somebody",
      language: "English",
      model: "m",
      conversation: [
        { role: "system", content: "Be brief." },
        { role: "user", content: "Weather?" },
        { role: "tool", content: "sun" },
        { role: "assistant", content: "<think>The tool says so.</think>Sunny.", weight: 0 },
      ],
    };
    const { id: importId } = await importing(lines(record), { format: "conversation" });
    const dialogue = await prisma.dialogue.findFirstOrThrow({
      where: { importId },
      include: { turns: { orderBy: { version: "asc" } } },
    });
    const [, answer] = dialogue.turns;
    expect(dialogue.given).toEqual({
      id: "c1",
      system: "Be brief.",
      user: expect.stringMatching(/^[0-9a-f]{32}$/),
      language: "English",
      model: "m",
    });
    expect(answer).toMatchObject({
      text: "Sunny.",
      reasoning: "The tool says so.",
      asides: [{ role: "tool", content: "sun" }],
    });
    expect(dialogue.untrained).toEqual([answer?.id]);
    const out = await callRoute("exportDialogues", { token, query: `?format=openai&import=${importId}&verdict=any` });
    expect(await out.text()).toBe("");
  });

  it("goes on where a try before had stopped, without a double", async () => {
    const records = Array.from({ length: 1_350 }, (_, i) => (i % 9 === 4 ? "bad" : talk(`Question ${i}`, "Yes.")));
    const response = await callRoute("createImport", sent(lines(...records)));
    const { id } = (await response.json()) as Import;
    const { importDialogues } = await import("./import-dialogues");
    const { transaction } = await import("@/lib/data/sql");
    let stored = 0;
    const broken = importDialogues(id, {
      signal: new AbortController().signal,
      report: async () => {},
      rest: async () => {},
      whileHeld: async (work) => {
        if (++stored === 2) throw new Error("the worker is gone");
        return transaction(work);
      },
    });
    await expect(broken).rejects.toThrow("gone");
    const between = await read(id);
    expect(between.taken + between.refused).toBe(800);
    await doDueJobs();
    expect(await read(id)).toMatchObject({ taken: 1_200, refused: 150, finishedAt: expect.any(String) });
    const asked = (await pathsOf(id)).map(([question]) => question);
    expect(asked).toEqual(records.flatMap((_, i) => (i % 9 === 4 ? [] : [`Question ${i}`])));
    expect((await problemsOf(id)).map(({ line }) => line).slice(0, 3)).toEqual([5, 14, 23]);
  });

  it("is found by its words, whatever else came in the same file", async () => {
    const endless = Array.from({ length: 200_000 }, (_, i) => `w${i.toString(36)}q`).join(" ");
    const { id } = await importing(
      lines(talk("Marmalade?", "Yes."), talk("Endless?", endless), talk("Lingonberry?", "No.")),
    );
    const found = async (q: string) => {
      const page = await callRoute("listDialogues", { token, query: `?${new URLSearchParams({ import: id, q })}` });
      return ((await page.json()) as { items: { opening: string }[] }).items.map(({ opening }) => opening);
    };
    while ((await makeSearchable()) > 0);
    expect(await found("marmalade")).toEqual(["Marmalade?"]);
    expect(await found("lingonberry")).toEqual(["Lingonberry?"]);
    expect(await found("endless")).toEqual(["Endless?"]);
  });

  it("may be Parquet, read row group by row group from its pieces", async () => {
    const folder = join(import.meta.dirname, "../../formats/parquet/fixtures");
    const file = new Uint8Array(readFileSync(join(folder, "pages.parquet")));
    const made = await importing(file, { format: "conversation" });
    expect(made).toMatchObject({ taken: 60, refused: 0 });
    expect((await pathsOf(made.id))[26]?.[0]).toBe("Question 26? é 你好");
    const broken = await importing(file.slice(0, 5_000), { format: "conversation" });
    expect(broken).toMatchObject({ taken: 0, refused: 1 });
    expect((await problemsOf(broken.id))[0]?.message).toContain("Send it whole");
  });

  it("is previewed before anything is stored, as much of it as was sent", async () => {
    const file = lines(talk("A?", "B.", "C?", "D."), { from: "nobody" }, talk("E?", "F."));
    const preview = async (text: string, query: Query): Promise<ImportPreview> => {
      const headers = { "content-type": "application/octet-stream" };
      const search = `?${new URLSearchParams(query)}`;
      return (await callRoute("previewImport", { token, query: search, body: text, headers })).json();
    };
    const before = await prisma.import.count();
    const whole = await preview(file, {});
    expect(whole).toMatchObject({ recognised: "sharegpt", format: "sharegpt", problems: [{ line: 2 }] });
    expect(whole.dialogues.map(({ path }) => path.map(({ text }) => text))).toEqual([
      ["A?", "B.", "C?", "D."],
      ["E?", "F."],
    ]);
    expect((await preview(file.slice(0, -20), { part: "yes" })).problems).toHaveLength(1);
    expect((await preview(file.slice(0, -20), {})).problems).toHaveLength(2);
    expect(await preview("nothing at all", {})).toMatchObject({ recognised: null, dialogues: [] });
    expect(await preview(file, { format: "openai" })).toMatchObject({
      recognised: "sharegpt",
      format: "openai",
      dialogues: [],
    });
    expect(await prisma.import.count()).toBe(before);
  });

  it("that is no UTF-8 is read as it is said to have been saved, and never stored with lost letters", async () => {
    const text = lines(talk("Où est le café ?", "Là."));
    const file = Buffer.from(text, "latin1");
    expect(await importing(file, { again: "yes" })).toMatchObject({ taken: 0, refused: 1 });
    const made = await importing(file, { encoding: "windows-1252" });
    expect(await pathsOf(made.id)).toEqual([["Où est le café ?", "Là."]]);
    const before = await prisma.projectFilePiece.count();
    const wrong = await callRoute("createImport", sent(file, { encoding: "shift_jis" }));
    expect([wrong.status, ((await wrong.json()) as { detail: string }).detail]).toEqual([
      422,
      expect.stringContaining("no letters of shift_jis"),
    ]);
    expect(await prisma.projectFilePiece.count()).toBe(before);
  });

  it("in which letters were lost before says so, in the preview and on what holds them", async () => {
    const file = lines(talk("Gr\uFFFD\uFFFDe?", "Hello."), talk("All well?", "Yes."));
    const headers = { "content-type": "application/octet-stream" };
    const shown = await (await callRoute("previewImport", { token, body: file, headers })).json();
    expect((shown as ImportPreview).dialogues.map(({ lost }) => lost)).toEqual([1, 0]);
    const { id: importId } = await importing(file);
    const stored = await prisma.dialogue.findMany({ where: { importId }, orderBy: { number: "asc" } });
    expect(stored.map(({ flags }) => flags)).toEqual([["repaired_text"], []]);
    const turns = await prisma.turn.findMany({ where: { dialogue: { importId } }, orderBy: { text: "asc" } });
    expect(turns.filter(({ flags }) => flags.length > 0).map(({ text }) => text)).toEqual(["Gr\uFFFD\uFFFDe?"]);
  });

  it("is imported by leads alone", async () => {
    const annotator = await giveToken((await makeViewer("Ann", ["annotator"])).id);
    expect((await callRoute("createImport", { ...sent("[]"), token: annotator })).status).toBe(403);
    expect((await callRoute("listImports", { token: annotator })).status).toBe(403);
  });

  it.skipIf(publishedData === null)("of 40 real trees becomes 40 dialogues with all branches", async () => {
    const made = await importing(readPublished("oasst/trees_40.jsonl"), { format: "oasst" });
    expect(made).toMatchObject({ taken: 40, refused: 0 });
    const turns = await prisma.turn.count({ where: { dialogue: { importId: made.id } } });
    expect(turns).toBeGreaterThan(300);
  });
});
