import { act, renderHook, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import type { Composer } from "./composer";
import { useComposer } from "./use-room";

const edit: Composer = { kind: "edit", headId: "t2", turnId: "t1", before: "Old words", text: "Old words" };
const key = "realchat.composer.dlg_1";

function page(id = "dlg_1") {
  const hook = renderHook(({ dialogue }) => useComposer(dialogue), { initialProps: { dialogue: id } });
  return { hook, composer: () => hook.result.current[0], dispatch: hook.result.current[1] };
}

it("keeps what is typed through a reload, until it is closed", async () => {
  const before = page();
  act(() => before.dispatch({ type: "open", composer: edit }));
  expect(localStorage.getItem(key)).toBeNull(); // nothing would be lost yet
  act(() => before.dispatch({ type: "write", text: "New words" }));
  before.hook.unmount();

  const after = page();
  await waitFor(() => expect(after.composer()).toMatchObject({ turnId: "t1", headId: "t2", text: "New words" }));
  act(() => after.dispatch({ type: "close" }));
  expect(localStorage.getItem(key)).toBeNull();
});

it("keeps the texts of two dialogues apart", async () => {
  const first = page();
  act(() => first.dispatch({ type: "open", composer: edit }));
  act(() => first.dispatch({ type: "write", text: "New words" }));
  const other = page("dlg_2");
  await act(async () => {});
  expect(other.composer()).toBeNull();
  expect(localStorage.getItem("realchat.composer.dlg_2")).toBeNull();
});

it("opens nothing that storage holds and is no composer, and goes on where storage refuses", async () => {
  localStorage.setItem("realchat.composer.dlg_3", '{"kind":"edit","text":"no turn"}');
  const { composer, dispatch } = page("dlg_3");
  await act(async () => {});
  expect(composer()).toBeNull();
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = () => {
    throw new Error("QuotaExceededError");
  };
  try {
    act(() => dispatch({ type: "open", composer: edit }));
    act(() => dispatch({ type: "write", text: "Still here" }));
    expect(composer()).toMatchObject({ text: "Still here" });
  } finally {
    Storage.prototype.setItem = setItem;
  }
});
