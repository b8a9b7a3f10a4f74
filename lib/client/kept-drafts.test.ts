import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { fakeStorage } from "@/lib/testing/fake-storage";
import { draftsOf, keptDrafts } from "./kept-drafts";
import { nameProject } from "./project-here";
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
  vi.stubGlobal("localStorage", fakeStorage(stored));
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const draft: Draft = { note: "Why?", scores: { tone: 3, tags: ["a"] }, verdict: null };

it("finds after a reload what was typed before it, and nothing once it was sent", () => {
  keptDrafts("vote", isDraft).keep("1", draft);
  const afterReload = keptDrafts("vote", isDraft);
  expect(afterReload.read("1")).toEqual(draft);
  expect(afterReload.read("2")).toBeNull();
  afterReload.forget("1");
  expect(keptDrafts("vote", isDraft).read("1")).toBeNull();
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
    stored.set("realchat.vote.1", text);
    expect(keptDrafts("vote", isDraft).read("1"), text).toBeNull();
  }
  stored.set("realchat.vote.1", '{"scores":{},"verdict":"yes"}');
  expect(keptDrafts("vote", isDraft).read("1")).toEqual({ scores: {}, verdict: "yes" });
});

it("restores what lay elsewhere only if it is a draft", () => {
  const drafts = keptDrafts("vote", isDraft);
  drafts.restore("1", { verdict: 4 });
  expect(drafts.read("1")).toBeNull();
  drafts.restore("1", draft);
  expect(drafts.read("1")).toEqual(draft);
});

it("lets go of storage what the studio has, unless it has changed meanwhile", () => {
  const drafts = keptDrafts("vote", isDraft);
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
  const drafts = keptDrafts("vote", isDraft);
  drafts.keep("1", draft);
  expect(drafts.read("1")).toEqual(draft);
});

it("reads what a version before kept, which knew of no projects, and says where it is from once it is typed on", () => {
  stored.set("realchat.vote.1", JSON.stringify(draft));
  const drafts = keptDrafts("vote", isDraft);
  expect(drafts.read("1")).toEqual(draft);
  vi.stubGlobal("window", {});
  nameProject({ id: "prj_a", name: "Medical" }, "ada");
  drafts.keep("1", draft);
  const project = { id: "prj_a", name: "Medical" };
  expect(draftsOf("ada")).toEqual([{ key: "realchat.vote.1", name: "vote", project, personId: "ada", draft }]);
});

it("tells nobody what somebody else typed in this browser", () => {
  vi.stubGlobal("window", {});
  nameProject({ id: "prj_a", name: "Medical" }, "ada");
  keptDrafts("vote", isDraft).keep("1", draft);
  expect(draftsOf("bob")).toEqual([]);
  expect(draftsOf("ada")).toHaveLength(1);
});
