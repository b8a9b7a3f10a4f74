import { QueryClientProvider } from "@tanstack/react-query";
import { act, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, it, vi } from "vitest";
import { newQueryClient } from "@/lib/client/query-client";
import { useCommandKeys } from "@/lib/client/use-commands";
import { applyLiveFrame } from "@/lib/domain/apply-live-frame";
import type { DialogueAct } from "@/lib/domain/decision";
import type { LiveDialogue, LiveFrame } from "@/lib/domain/live";
import { fakeStudio } from "@/lib/testing/fake-studio";
import { sampleDecision, sampleDialogue, sampleTurn } from "@/lib/testing/sample-dialogue";
import { ViewerProvider } from "../layout/viewer-context";
import type { Composer } from "./composer";
import { ComposerForm } from "./composer-form";
import { useActs } from "./use-acts";
import { useRoom } from "./use-room";

const question = sampleTurn("t1", null, "user");
const answer = sampleTurn("t2", "t1", "assistant");
const viewer = { id: "person_1", name: "Ada", email: "ada@example.org", roles: [] };

function Page({ opens }: { opens: Composer }) {
  const first: LiveDialogue = { dialogue: sampleDialogue("t2"), turns: [question, answer], draft: null };
  const [live, setLive] = useState(first);
  const apply = (frame: LiveFrame) => setLive((held) => applyLiveFrame(held, frame) ?? held);
  const room = useRoom(live, useActs("dlg_1", { apply }), { opensAtStart: true });
  useCommandKeys();
  return (
    <>
      <button type="button" onClick={() => room.dispatch({ type: "open", composer: opens })}>
        Open
      </button>
      <ComposerForm room={room} />
    </>
  );
}

function open(composer: Composer) {
  vi.stubGlobal("scrollTo", () => {});
  const studio = fakeStudio({
    listDecisions: () => ({ items: [], nextCursor: null }),
    listMembers: () => ({ items: [] }),
    actOnDialogue: () => ({
      decision: sampleDecision({ kind: "flag", turnId: "t2" }, sampleDialogue("t2")),
      dialogue: sampleDialogue("t2", { version: 2 }),
      turns: [],
      leftBehind: { endMark: false, masks: 0 },
    }),
  });
  render(
    <QueryClientProvider client={newQueryClient()}>
      <ViewerProvider viewer={viewer} rights={["dialogue.act"]}>
        <Page opens={composer} />
      </ViewerProvider>
    </QueryClientProvider>,
  );
  fireEvent.click(screen.getByRole("button", { name: "Open" }));
  return {
    text: screen.queryByRole<HTMLTextAreaElement>("textbox") as HTMLTextAreaElement,
    acts: () => studio.bodiesOf("actOnDialogue").map((body) => (body as { act: DialogueAct }).act),
  };
}

const edit: Composer = { kind: "edit", headId: "t2", turnId: "t2", before: answer.text, text: answer.text };
const type = (into: HTMLElement, value: string) => fireEvent.input(into, { target: { value } });
const press = (name: RegExp) => act(async () => fireEvent.click(screen.getByRole("button", { name })));
const key = (on: HTMLElement, init: KeyboardEventInit) => act(async () => fireEvent.keyDown(on, init));

it("saves an edit by its button or its key, once, and closes", async () => {
  const first = open(edit);
  type(first.text, "Better words");
  await key(first.text, { key: "Enter", ctrlKey: true });
  expect(first.acts()).toMatchObject([{ kind: "edit", turnId: "t2", text: "Better words", after: "keep" }]);
  expect(screen.queryByRole("textbox")).toBeNull();
});

it("tells apart what becomes of what follows: by which button, and by which key", async () => {
  const { text, acts } = open(edit);
  type(text, "Better words");
  await press(/^Save and stop here/);
  fireEvent.click(screen.getByRole("button", { name: "Open" }));
  const again = screen.getByRole("textbox");
  type(again, "Better still");
  await key(again, { key: "Enter", ctrlKey: true, shiftKey: true });
  expect(acts().map((one) => "after" in one && one.after)).toEqual(["stop", "reroll"]);
});

it("sends nothing while nothing is changed, by no key and by no button", async () => {
  const { text, acts } = open(edit);
  await key(text, { key: "Enter", ctrlKey: true });
  for (const button of screen.getAllByRole("button", { name: /^Save/ })) await act(async () => fireEvent.click(button));
  expect(acts()).toEqual([]);
  expect(screen.getByRole("textbox")).toBe(text);
});

it("comments and regenerates by the same key; Enter alone begins a line", async () => {
  const comment = open({ kind: "comment", headId: "t2", turnId: "t2", text: "" });
  type(comment.text, "Too long");
  await key(comment.text, { key: "Enter" });
  expect(comment.acts()).toEqual([]);
  await key(comment.text, { key: "Enter", metaKey: true });
  expect(comment.acts()).toMatchObject([{ kind: "comment", text: "Too long" }]);
});

it("leaves by Escape with what was typed gone from the page, and nothing sent", async () => {
  const { text, acts } = open(edit);
  type(text, "Half a thought");
  await key(text, { key: "Escape" });
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(acts()).toEqual([]);
});
