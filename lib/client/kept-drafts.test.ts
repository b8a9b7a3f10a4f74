import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { keptDrafts } from "./kept-drafts";
import { isEither, isListOf, isMaybe, isNumber, isOneOf, isRecordOf, isShape, isText } from "./stored";

type Draft = { note?: string; scores: Record<string, number | string[]>; verdict: "yes" | null };

const isDraft = isShape<Draft>({
  note: isMaybe(isText),
  scores: isRecordOf(isEither(isNumber, isListOf(isText))),
  verdict: isOneOf("yes", null),
});
const stored = new Map<string, string>();

beforeEach(() => {
  stored.clear();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const draft: Draft = { note: "Why?", scores: { tone: 3, tags: ["a"] }, verdict: null };

it("finds after a reload what was typed before it, and nothing once it was sent", () => {
  keptDrafts("things", isDraft).keep("1", draft);
  const afterReload = keptDrafts("things", isDraft);
  expect(afterReload.read("1")).toEqual(draft);
  expect(afterReload.read("2")).toBeNull();
  afterReload.forget("1");
  expect(keptDrafts("things", isDraft).read("1")).toBeNull();
});

it("trusts nothing in storage that is not a draft", () => {
  const wrong = [
    "{",
    "null",
    '"text"',
    "[]",
    "{}",
    '{"scores":{},"verdict":"no"}',
    '{"scores":{"tone":true},"verdict":null}',
    '{"scores":[],"verdict":null}',
    '{"scores":{"tags":[1]},"verdict":null}',
    '{"note":7,"scores":{},"verdict":null}',
    '{"scores":{},"verdict":null,"from":"another version"}',
  ];
  for (const text of wrong) {
    stored.set("realchat.things.1", text);
    expect(keptDrafts("things", isDraft).read("1"), text).toBeNull();
  }
  stored.set("realchat.things.1", '{"scores":{},"verdict":"yes"}');
  expect(keptDrafts("things", isDraft).read("1")).toEqual({ scores: {}, verdict: "yes" });
});

it("restores what lay elsewhere only if it is a draft", () => {
  const drafts = keptDrafts("things", isDraft);
  drafts.restore("1", { verdict: 4 });
  expect(drafts.read("1")).toBeNull();
  drafts.restore("1", draft);
  expect(drafts.read("1")).toEqual(draft);
});

it("lets go of storage what the studio has, unless it has changed meanwhile", () => {
  const drafts = keptDrafts("things", isDraft);
  drafts.keep("1", draft);
  const newer = { ...draft, note: "Because." };
  drafts.keep("1", newer);
  drafts.settle("1", draft);
  expect(stored.size).toBe(1);
  drafts.settle("1", newer);
  expect(stored.size).toBe(0);
  expect(drafts.typed("1")).toEqual(newer);
});

it("goes on from the page where the browser keeps nothing", () => {
  vi.stubGlobal("localStorage", undefined);
  const drafts = keptDrafts("things", isDraft);
  drafts.keep("1", draft);
  expect(drafts.read("1")).toEqual(draft);
});
