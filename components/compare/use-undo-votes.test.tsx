import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { expect, it } from "vitest";
import { fakeStudio } from "@/lib/testing/fake-studio";
import { useUndoVotes } from "./compare-work";

/** Z on a page that was just opened, with these ballots before it, newest first. */
async function pressZ(items: { id: string; status: string; vote: object | null; isRevealed: boolean }[]) {
  fakeStudio({ listBallots: () => ({ items, nextCursor: null }) });
  const [back, looked]: [string[], (string | null)[]] = [[], []];
  const undo = { undoLast: () => false, takeBack: async (id: string) => void back.push(id) };
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={new QueryClient()}>{children}</QueryClientProvider>
  );
  const { result } = renderHook(() => useUndoVotes("eval_1", undo, (beside) => looked.push(beside)), { wrapper });
  act(() => result.current.undoLast());
  await act(() => new Promise((resolve) => setTimeout(resolve)));
  await expect.poll(() => back.length + looked.length).toBeGreaterThan(0);
  return { back, looked };
}

const voted = { status: "voted", vote: {}, isRevealed: false };

it("takes back the last vote of a page that was closed since", async () => {
  const held = { id: "b3", status: "leased", vote: null, isRevealed: false };
  expect(await pressZ([held, { id: "b2", ...voted }, { id: "b1", ...voted }])).toEqual({
    back: ["b2"],
    looked: [null],
  });
});

it("shows the votes where the last one is final, and takes back no other in its place", async () => {
  const final = { ...voted, isRevealed: true };
  expect(
    await pressZ([
      { id: "b2", ...final },
      { id: "b1", ...voted },
    ]),
  ).toEqual({ back: [], looked: ["votes"] });
});
