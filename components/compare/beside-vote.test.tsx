import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, fireEvent, render, screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { fakeStudio } from "@/lib/testing/fake-studio";
import { besideVote } from "./beside-vote";

const vote = { kind: "pair", choice: "left" };
const ballot = (number: number, of: object) => ({
  id: `b${number}`,
  status: "voted",
  number,
  category: "",
  opening: `Question ${number}?`,
  vote,
  votedAt: "2026-11-27T10:00:00.000Z",
  isRevealed: false,
  hasJudges: false,
  ...of,
});

/** The drawer of somebody's votes, where names are told after the vote or are not. */
async function openVotes(ballots: object[], reveal = false) {
  const told = { left: null, right: null, truth: null, judges: [] };
  const studio = fakeStudio({ listBallots: () => ({ items: ballots, nextCursor: null }), revealBallot: () => told });
  const taken: string[] = [];
  render(
    <QueryClientProvider client={new QueryClient()}>
      <besideVote.VotesDrawer
        instructions={{ id: "eval_1", reveal }}
        onTakeBack={(id) => taken.push(id)}
        onClose={() => {}}
      />
    </QueryClientProvider>,
  );
  const rows = await screen.findAllByRole("listitem");
  const buttonsOf = (row: number) =>
    within(rows[row] as HTMLElement)
      .queryAllByRole("button")
      .map(({ textContent }) => textContent);
  return { ...studio, taken, buttonsOf };
}

it("offers the judges only where one has read it, and says that asking is final", async () => {
  const { buttonsOf } = await openVotes([
    ballot(3, { hasJudges: true }),
    ballot(2, {}),
    ballot(1, { hasJudges: true, isRevealed: true }),
  ]);
  expect(buttonsOf(0)).toEqual(["Take back vote 3", "Make it final and see the judges of vote 3"]);
  expect(buttonsOf(1)).toEqual(["Take back vote 2"]);
  expect(buttonsOf(2)).toEqual(["See the judges of vote 1"]);
  expect(screen.getByText("Final")).toBeTruthy();
});

it("offers the names where they are told after the vote, judges or none", async () => {
  const { buttonsOf } = await openVotes([ballot(1, {})], true);
  expect(buttonsOf(0)).toEqual(["Take back vote 1", "Make it final and see the names of vote 1"]);
});

it("takes back the vote that is meant, and asks for what was said of it", async () => {
  const { asked, taken } = await openVotes([ballot(2, {}), ballot(1, { hasJudges: true })]);
  fireEvent.click(screen.getByRole("button", { name: "Take back vote 1" }));
  expect(taken).toEqual(["b1"]);
  await act(async () => fireEvent.click(screen.getByRole("button", { name: /see the judges of vote 1$/ })));
  expect(asked.filter(({ name }) => name === "revealBallot").map(({ params }) => params)).toEqual([{ ballotId: "b1" }]);
});

it("lists no comparison that waits for a vote, and says when there is none", async () => {
  fakeStudio({ listBallots: () => ({ items: [ballot(1, { vote: null, status: "leased" })], nextCursor: null }) });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <besideVote.VotesDrawer instructions={{ id: "e", reveal: false }} onTakeBack={() => {}} onClose={() => {}} />
    </QueryClientProvider>,
  );
  expect(await screen.findByText("You have not voted here yet.")).toBeTruthy();
  expect(screen.queryAllByRole("listitem")).toEqual([]);
});
