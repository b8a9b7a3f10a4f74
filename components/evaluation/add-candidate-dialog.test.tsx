import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, fireEvent, render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { EvaluationDetail } from "@/lib/contract/endpoints/evaluations";
import { fakeStudio } from "@/lib/testing/fake-studio";
import { AddCandidateDialog } from "./add-candidate-dialog";

const takes = { ready: 0, missing: 6, comparisons: 12, votes: 18, notes: [] };
const estimate = { tokens: 12_000, cost: 1.5, basis: "limits" };

/** The dialog over an open evaluation of answers, in a catalogue with one model. */
function show(told: object) {
  const detail = { evaluation: { id: "evl_1", status: "open", spec: { kind: "answers" } }, candidates: [] };
  const models = { items: [{ id: "mdl_1", name: "Wombat", trainedOn: null }] };
  const studio = fakeStudio({ listModels: () => models, previewCandidate: () => told, addCandidate: () => detail });
  const closed: boolean[] = [];
  render(
    <QueryClientProvider client={new QueryClient()}>
      <AddCandidateDialog detail={detail as unknown as EvaluationDetail} onClose={() => closed.push(true)} />
    </QueryClientProvider>,
  );
  return { ...studio, closed };
}

it("tells what a model takes before it can be added, and adds it under its name", async () => {
  const { bodiesOf, closed } = show({ ...takes, estimate });
  await screen.findByRole("option", { name: "Wombat" });
  fireEvent.change(screen.getByLabelText("Model"), { target: { value: "mdl_1" } });
  expect(screen.getByRole("button", { name: "Add it" }).hasAttribute("disabled")).toBe(true);
  expect(await screen.findByText(/6 answers are written: 12.*costs/)).toBeTruthy();
  expect(screen.getByText(/12 comparisons more, which ask for 18 votes/)).toBeTruthy();
  await act(async () => fireEvent.click(screen.getByRole("button", { name: "Add it" })));
  expect(bodiesOf("addCandidate")).toMatchObject([{ name: "Wombat", source: { kind: "model", modelId: "mdl_1" } }]);
  expect(closed).toEqual([true]);
});

it("says of a file that it comes afterwards", async () => {
  const { bodiesOf } = show({ ...takes, estimate: null });
  fireEvent.change(screen.getByLabelText("Comes from"), { target: { value: "file" } });
  fireEvent.input(screen.getByLabelText("Called"), { target: { value: "theirs" } });
  expect(await screen.findByText(/import it in the table, after this/)).toBeTruthy();
  await act(async () => fireEvent.click(screen.getByRole("button", { name: "Add it" })));
  expect(bodiesOf("addCandidate")).toMatchObject([{ name: "theirs", source: { kind: "file" } }]);
});
