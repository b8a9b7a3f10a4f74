import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const skipped = new Set([
  "node_modules",
  ".git",
  ".next",
  ".data",
  "generated",
  "e2e",
  "scripts",
  "prisma",
  "test-results",
]);

function sourceFiles(folder = ""): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) || entry.name.startsWith(".") ? [] : sourceFiles(path);
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith(".d.ts") ? [path] : [];
  });
}

/** "lib/domain/run.ts" → "domain"; files at the top level belong to no room. */
function roomOf(path: string): string | undefined {
  const [first, second] = path.split("/");
  if (first === "app" || first === "components") return first;
  return first === "lib" && second && !second.includes(".") ? second : undefined;
}

function specifiersOf(path: string): string[] {
  const text = readText(path);
  const found = [...text.matchAll(/(?:from|import\()\s*"([^"]+)"/g), ...text.matchAll(/^import\s+"([^"]+)"/gm)];
  return found.map(([, specifier = ""]) => specifier);
}

function resolve(path: string, specifiers: string[]): string[] {
  return specifiers.flatMap((specifier) => {
    if (specifier.startsWith("@/")) return [specifier.slice(2)];
    return specifier.startsWith(".") ? [normalize(join(dirname(path), specifier))] : [];
  });
}

function importsOf(path: string): string[] {
  return resolve(path, specifiersOf(path));
}

function readText(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** What is still there when the program runs: `verbatimModuleSyntax` keeps all but the imports of types. */
function valueImportsOf(path: string): string[] {
  const types = [...readText(path).matchAll(/^(?:import|export) type\s[^"]*"([^"]+)"/gm)].map(
    ([, specifier]) => specifier,
  );
  return resolve(
    path,
    specifiersOf(path).filter((specifier) => !types.includes(specifier)),
  );
}

/** The table under "Who may import whom". */
function readRights(): Map<string, Set<string>> {
  const text = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");
  const rows = [...text.matchAll(/^\| (\w+) \| (?:anywhere|server|browser|both|tests) \| (.+) \|$/gm)];
  return new Map(rows.map(([, room = "", list = ""]) => [room, new Set(list === "–" ? [] : list.split(", "))]));
}

const files = sourceFiles();
const isTest = (path: string) => /\.test\.tsx?$/.test(path);
const code = files.filter((path) => !isTest(path));

describe("rooms", () => {
  const rights = readRights();

  it("are all in the table", () => {
    const rooms = new Set(files.map(roomOf).filter((room) => room !== undefined));
    expect([...rooms].filter((room) => !rights.has(room))).toEqual([]);
  });

  it("import inward only", () => {
    const wrong = code.flatMap((path) => {
      const from = roomOf(path);
      if (!from) return [];
      const allowed = rights.get(from) ?? new Set();
      const outside = importsOf(path).filter((target) => {
        const to = roomOf(target);
        return to && to !== from && to !== "base" && !allowed.has(to);
      });
      return outside.map((target) => `${path} → ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it("let only data reach Prisma and pg, only models and outbound reach the outside, which doors alone ask to send", () => {
    const owners: [RegExp, string[]][] = [
      [/from "(@prisma\/|pg")/, ["data"]],
      [/from "(openai|undici)"/, ["models", "outbound"]],
      [/from "@\/lib\/outbound\/send"/, ["destinations", "clusters", "tuning"]],
      [/from "aws4fetch"/, ["destinations"]],
    ];
    const wrong = code.filter((path) => {
      const text = readFileSync(join(root, path), "utf8");
      return owners.some(
        ([pattern, rooms]) => ![...rooms, "testing"].includes(roomOf(path) ?? "") && pattern.test(text),
      );
    });
    expect(wrong.filter((path) => path !== "prisma.config.ts")).toEqual([]);
  });

  it("send SQL through the one door of data", () => {
    // Besides the door: what begins and ends transactions, listens, works on other databases, locks for Prisma, and names the project.
    const doors = ["door/execute", "sql", "one-moment", "listener", "maintenance", "prisma", "pool"].map(
      (name) => `lib/data/${name}.ts`,
    );
    const asks = /\.query\s*[<(]|\$(query|execute)Raw/;
    const wrong = code
      .filter((path) => roomOf(path) !== "testing" && roomOf(path) !== "components" && !doors.includes(path))
      .filter((path) => asks.test(readFileSync(join(root, path), "utf8")));
    expect(wrong).toEqual([]);
  });

  it("work across projects in data alone, where only workers ask for it", () => {
    const across = code.filter((path) => /\bacrossProjects\(/.test(readText(path)));
    expect(across.length).toBeGreaterThan(0);
    expect(across.filter((path) => roomOf(path) !== "data" && roomOf(path) !== "testing")).toEqual([]);
  });

  it("keep ui free of the studio's nouns", () => {
    const wrong = code
      .filter((path) => path.startsWith("components/ui/"))
      .filter((path) =>
        importsOf(path).some((target) => target.startsWith("components/") && !target.startsWith("components/ui/")),
      );
    expect(wrong).toEqual([]);
  });

  it("keep zod out of the browser: what a client module imports as a value never leads to it", () => {
    const byPath = new Map(code.map((path) => [path.replace(/\.tsx?$/, ""), path]));
    const clients = code.filter((path) => /^"use client";/m.test(readText(path)) || path.startsWith("lib/client/"));
    const seen = new Map(clients.map((path) => [path, path]));
    const wrong: string[] = [];
    for (const [path, from] of seen) {
      if (/^import (?!type ).* from "zod";/m.test(readText(path))) wrong.push(`${from} → … → ${path}`);
      for (const target of valueImportsOf(path)) {
        const found = byPath.get(target);
        if (found && !seen.has(found)) seen.set(found, from);
      }
    }
    expect(clients.length).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  });

  it("have no import cycles", () => {
    const byPath = new Map(code.map((path) => [path.replace(/\.tsx?$/, ""), importsOf(path)]));
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (path: string, trail: string[]) => {
      if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(" → "));
      else if (!done.has(path)) {
        for (const next of byPath.get(path) ?? []) visit(next, [...trail, path]);
        done.add(path);
      }
    };
    for (const path of byPath.keys()) visit(path, []);
    expect(cycles).toEqual([]);
  });
});

describe("files", () => {
  const limits: [(path: string) => boolean, number][] = [
    [(path) => path.endsWith("/route.ts"), 40],
    [(path) => path.endsWith("/page.tsx"), 80],
    [(path) => path.startsWith("lib/operations/"), 100],
    [(path) => path.startsWith("lib/data/") || path.startsWith("lib/worker/"), 250],
    // Written by `npm run formats`: as long as there are formats.
    [(path) => path === "lib/contract/format-facts.ts", 600],
    [() => true, 200],
  ];

  it("stay within their hard limit", () => {
    const over = code.flatMap((path) => {
      const lines = readFileSync(join(root, path), "utf8").split("\n").length - 1;
      const limit = limits.find(([applies]) => applies(path))?.[1] ?? 200;
      return lines > limit ? [`${path}: ${lines} lines, limit ${limit}`] : [];
    });
    expect(over).toEqual([]);
  });

  it("hold no function over 80 lines but in tests", () => {
    const lint: { overrides: { files: string[]; rules: Record<string, unknown> }[] } = JSON.parse(
      readText(".oxlintrc.json"),
    );
    const exempt = lint.overrides.flatMap(({ files, rules }) =>
      "eslint/max-lines-per-function" in rules ? files : [],
    );
    expect(exempt).toEqual(["**/*.test.ts", "**/*.test.tsx", "lib/testing/**"]);
  });

  it("are named after their noun", () => {
    expect(files.filter((path) => /\b(utils?|helpers?|common|misc|manager|service)\.tsx?$/.test(path))).toEqual([]);
  });
});
