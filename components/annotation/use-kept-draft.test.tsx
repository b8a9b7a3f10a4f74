import { act, renderHook } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { keptDrafts } from "@/lib/client/kept-drafts";
import { isText } from "@/lib/client/stored";
import { useKeptDraft } from "./use-kept-draft";

const written = (_before: string, text: string) => text;

function open(id: string, { drafts = keptDrafts("composer", isText), served = "" } = {}) {
  const onChange = vi.fn();
  const hook = renderHook(() => useKeptDraft(written, { drafts, id, served }, onChange));
  return { drafts, onChange, draft: () => hook.result.current[0], write: hook.result.current[1], hook };
}

it("begins with what the studio served, and keeps nothing before something is typed", () => {
  const { draft, onChange } = open("a", { served: "as answered before" });
  expect(draft()).toBe("as answered before");
  expect(onChange).not.toHaveBeenCalled();
  expect(localStorage.getItem("realchat.composer.a")).toBeNull();
});

it("keeps each change through a reload, before it tells of it", () => {
  const before = open("b");
  before.onChange.mockImplementation(() => expect(localStorage.getItem("realchat.composer.b")).not.toBeNull());
  act(() => before.write("H"));
  act(() => before.write("Half a sentence"));
  expect(before.onChange).toHaveBeenCalledTimes(2);
  before.hook.unmount();
  expect(open("b", { served: "older" }).draft()).toBe("Half a sentence"); // from storage: another page, no memory
});

it("comes back to what was typed on this page, also where storage refuses", () => {
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = () => {
    throw new Error("QuotaExceededError");
  };
  try {
    const { drafts, write, hook } = open("c");
    act(() => write("Still here"));
    hook.unmount();
    expect(open("c", { drafts }).draft()).toBe("Still here");
    expect(open("d", { drafts }).draft()).toBe("");
  } finally {
    Storage.prototype.setItem = setItem;
  }
});

it("begins anew once what came of it is on its way", () => {
  const { drafts, write, hook } = open("e");
  act(() => write("Done"));
  hook.unmount();
  drafts.forget("e");
  expect(open("e", { drafts }).draft()).toBe("");
});

it("trusts nothing in storage that is no draft", () => {
  localStorage.setItem("realchat.composer.f", '{"text":3}');
  expect(open("f", { served: "as served" }).draft()).toBe("as served");
});
