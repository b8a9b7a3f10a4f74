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

function importsOf(path: string): string[] {
  const text = readFileSync(join(root, path), "utf8");
  const specifiers = [...text.matchAll(/(?:from|import\()\s*"([^"]+)"/g), ...text.matchAll(/^import\s+"([^"]+)"/gm)];
  return specifiers.flatMap(([, specifier = ""]) => {
    if (specifier.startsWith("@/")) return [specifier.slice(2)];
    return specifier.startsWith(".") ? [normalize(join(dirname(path), specifier))] : [];
  });
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

  it("let only data reach Prisma and pg, only models reach OpenAI", () => {
    const owners: [RegExp, string][] = [
      [/from "(@prisma\/|pg")/, "data"],
      [/from "openai/, "models"],
    ];
    const wrong = code.filter((path) => {
      const text = readFileSync(join(root, path), "utf8");
      return owners.some(
        ([pattern, owner]) => roomOf(path) !== owner && roomOf(path) !== "testing" && pattern.test(text),
      );
    });
    expect(wrong.filter((path) => path !== "prisma.config.ts")).toEqual([]);
  });

  it("keep ui free of the studio's nouns", () => {
    const wrong = code
      .filter((path) => path.startsWith("components/ui/"))
      .filter((path) =>
        importsOf(path).some((target) => target.startsWith("components/") && !target.startsWith("components/ui/")),
      );
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

  it("are named after their noun", () => {
    expect(files.filter((path) => /\b(utils?|helpers?|common|misc|manager|service)\.tsx?$/.test(path))).toEqual([]);
  });
});
