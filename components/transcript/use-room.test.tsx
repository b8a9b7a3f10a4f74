import { QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook } from "@testing-library/react";
import { type ReactNode, useState } from "react";
import { beforeEach, expect, it, vi } from "vitest";
import { newQueryClient } from "@/lib/client/query-client";
import { applyLiveFrame } from "@/lib/domain/apply-live-frame";
import type { DialogueAct } from "@/lib/domain/decision";
import type { Turn } from "@/lib/domain/dialogue";
import type { LiveDialogue, LiveFrame } from "@/lib/domain/live";
import { fakeStudio, refusal } from "@/lib/testing/fake-studio";
import { sampleDecision, sampleDialogue, sampleTurn } from "@/lib/testing/sample-dialogue";
import { ViewerProvider } from "../layout/viewer-context";
import { useActs } from "./use-acts";
import { useRoom } from "./use-room";

const q1 = sampleTurn("t1", null, "user");
const a1 = sampleTurn("t2", "t1", "assistant");
/** What a colleague makes of it: the question rewritten, and the answer kept under it. */
const q2 = sampleTurn("t3", null, "user", { text: "Rewritten question", origin: "person", version: 2 });
const a2 = sampleTurn("t4", "t3", "assistant", { text: a1.text, origin: "kept", keptFromId: "t2", version: 2 });

beforeEach(() => vi.stubGlobal("scrollTo", () => {}));

function room(replies: Parameters<typeof fakeStudio>[0] = {}) {
  const studio = fakeStudio(Object.assign({ listDecisions: () => ({ items: [], nextCursor: null }) }, replies));
  const queries = newQueryClient();
  const viewer = { id: "person_1", name: "Ada", email: "ada@example.org", roles: [] };
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={queries}>
      <ViewerProvider viewer={viewer} rights={["dialogue.act"]}>
        {children}
      </ViewerProvider>
    </QueryClientProvider>
  );
  const first: LiveDialogue = { dialogue: sampleDialogue("t2"), turns: [q1, a1], draft: null };
  const hook = renderHook(
    () => {
      const [live, setLive] = useState(first);
      const apply = (frame: LiveFrame) => setLive((held) => applyLiveFrame(held, frame) ?? held);
      return { apply, room: useRoom(live, useActs("dlg_1", { apply }), { opensAtStart: true }) };
    },
    { wrapper },
  );
  const now = () => hook.result.current.room;
  return {
    studio,
    now,
    type(act_: "edit" | "comment", text: string) {
      const about = { headId: now().dialogue.headId, turnId: "t2" };
      const composer =
        act_ === "edit"
          ? { kind: "edit" as const, headId: "t2", turnId: "t2", before: a1.text, text: a1.text }
          : Object.assign({ kind: "comment" as const, text: "" }, about);
      act(() => now().dispatch({ type: "open", composer }));
      act(() => now().dispatch({ type: "write", text }));
    },
    somebody(headId: string, turns: Turn[], version = 2) {
      const dialogue = sampleDialogue(headId, { version });
      act(() => hook.result.current.apply({ type: "change", id: "dlg_1", dialogue, turns }));
    },
    send: () => act(() => now().send("keep")),
    acts: () => studio.bodiesOf("actOnDialogue").map((body) => (body as { act: DialogueAct }).act),
  };
}

const outcome = (headId: string) => ({
  decision: sampleDecision({ kind: "flag", turnId: "t2" }, sampleDialogue("t2")),
  dialogue: sampleDialogue(headId, { version: 3 }),
  turns: [],
  leftBehind: { endMark: false, masks: 0 },
});

it("keeps what is typed while somebody edits above, and sends it to the turn that stands there now", async () => {
  const { now, type, somebody, send, acts } = room({ actOnDialogue: () => outcome("t4") });
  type("edit", "A better answer");
  expect(now().moved).toBe(false);
  somebody("t4", [q2, a2]);
  expect(now().moved).toBe(true);
  expect(now().composer).toMatchObject({ text: "A better answer", turnId: "t2" });
  expect([now().target?.id, now().canSend]).toEqual(["t4", true]);
  await send();
  expect(acts()).toEqual([{ kind: "edit", headId: "t4", turnId: "t4", text: "A better answer", after: "keep" }]);
  expect(now().composer).toBeNull();
});

it("sends an edit nowhere once its turn is on no path, and keeps the text to copy", async () => {
  const { now, type, somebody, send, acts } = room();
  type("edit", "A better answer");
  somebody("t3", [q2]);
  expect([now().moved, now().target, now().canSend]).toEqual([true, undefined, false]);
  await send();
  expect(acts()).toEqual([]);
  expect(now().composer).toMatchObject({ text: "A better answer" });
});

it("learns of a faster colleague from the refusal, keeps the text, and the second press goes through", async () => {
  let presses = 0;
  const { studio, now, type, send, acts } = room({
    actOnDialogue: () => {
      presses += 1;
      if (presses > 1) return outcome("t4");
      const moved = { dialogue: sampleDialogue("t4", { version: 2 }), turns: [q2, a2] };
      const conflict = refusal("conflict", "Somebody was faster.");
      Object.assign(conflict.problem, { details: moved });
      return conflict;
    },
  });
  type("edit", "A better answer");
  await send();
  expect(now().moved).toBe(true);
  expect(now().composer).toMatchObject({ text: "A better answer" });
  await send();
  expect(acts().map((one) => "headId" in one && one.headId)).toEqual(["t2", "t4"]);
  expect(studio.asked.filter(({ name }) => name === "actOnDialogue")).toHaveLength(2);
  expect(now().composer).toBeNull();
});

it("does not hold a comment up: it is about the dialogue whatever path it follows", async () => {
  const { now, type, somebody, send, acts } = room({
    actOnDialogue: () => outcome("t3"),
    listMembers: () => ({ items: [] }),
  });
  type("comment", "Who asked this?");
  somebody("t3", [q2]);
  expect([now().moved, now().canSend]).toEqual([false, true]);
  await send();
  expect(acts()).toMatchObject([{ kind: "comment", turnId: "t2", text: "Who asked this?" }]);
});

it("keeps what is typed when the studio cannot be reached", async () => {
  const { studio, now, type, send } = room({ actOnDialogue: () => outcome("t2") });
  type("edit", "A better answer");
  studio.line.isUp = false;
  await send();
  expect(now().composer).toMatchObject({ text: "A better answer" });
});
