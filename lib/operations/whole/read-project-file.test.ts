import { expect, it } from "vitest";
import { projectFileVersion } from "@/lib/formats/project-file";
import { resealed } from "@/lib/testing/resealed";
import { readProjectFile } from "./read-project-file";

const head = {
  projectFile: projectFileVersion,
  madeAt: "2026-11-27T09:00:00.000Z",
  project: { id: "prj_00000000000000medical", name: "Medical", slug: "medical", createdAt: "2026-11-27T09:00:00.000Z" },
  tables: [
    { name: "person", columns: ["id"], rows: 0 },
    { name: "run", columns: ["id", "name"], rows: 0 },
  ],
};
const rows = (table: string, ...values: object[]) => [["table", table], ...values, ["end", table, 0, ""]];
const fileOf = (...lines: unknown[]) =>
  resealed([...lines, ["whole", 0, ""]].map((line) => JSON.stringify(line)).join("\n"));
const file = fileOf(
  head,
  ...rows("person", { id: "usr_1" }),
  ...rows("run", { id: "a", name: "A" }, { id: "b", name: "B" }),
);

async function read(text: string): Promise<string[]> {
  const seen: string[] = [];
  for await (const part of readProjectFile(text))
    seen.push(part.kind === "row" ? `${part.table} ${part.line}` : part.kind);
  return seen;
}

it("tells head and rows as they come, and that the file was whole at its end", async () => {
  expect(await read(file)).toEqual([
    "head",
    'person {"id":"usr_1"}',
    'run {"id":"a","name":"A"}',
    'run {"id":"b","name":"B"}',
    "whole",
  ]);
});

const lines = file.split("\n");
const wrong: Record<string, [text: string, why: RegExp]> = {
  "is empty": ["", /breaks off/],
  "is something else": ['{"name": "a package"}\n', /not a project file/],
  "is a picture": ["\u0089PNG\n", /not a project file/],
  "is of a newer version": [JSON.stringify({ ...head, projectFile: projectFileVersion + 1 }), /newer version/],
  "has a head that was changed": [JSON.stringify({ ...head, tables: "none" }), /first line/],
  "lacks a row": [[...lines.slice(0, 5), ...lines.slice(6)].join("\n"), /has 1 rows and is said to have 2/],
  "has a row more": [
    [...lines.slice(0, 6), '{"id":"c","name":"C"}', ...lines.slice(6)].join("\n"),
    /more rows than it says/,
  ],
  "has a row that was changed": [file.replace('"B"', '"X"'), /run was changed since/],
  "has tables in another order": [file.replace('["table","run"]', '["table","dialogue"]'), /not where/],
  "has a row with another column": [resealed(file.replace('"name":"B"', '"key":"B"')), /other columns/],
  "lacks its end": [lines.slice(0, -2).join("\n"), /breaks off/],
  "breaks off within a row": [file.slice(0, file.indexOf('"B"')), /other columns|breaks off/],
  "was changed as a whole": [file.replace("Medical", "Musical"), /sum is another/],
  "goes on after its end": [`${file}more\n`, /follows after its end/],
};

it.each(Object.entries(wrong))("refuses a file that %s, in words", async (_, [text, why]) => {
  await expect(read(text)).rejects.toMatchObject({ code: "invalid", message: why });
  await expect(read(text)).rejects.toMatchObject({ message: /Nothing was imported/ });
});

it("refuses bytes that are no text", async () => {
  const bytes = (async function* () {
    yield Buffer.from([0x7b, 0xff, 0xfe, 0x0a]);
  })();
  await expect(readProjectFile(bytes).next()).rejects.toThrow(/Nothing was imported/);
});
