import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, fireEvent, render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { fakeStudio } from "@/lib/testing/fake-studio";
import { RulingButtons } from "./ruling-buttons";

function show(of: { isLeftOut: boolean; holds?: string }) {
  const studio = fakeStudio({ makeRuling: () => ({}) });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <RulingButtons evaluationId="evl_1" subject="judge_run" id="jdr_1" name="gpt-4" {...of} />
    </QueryClientProvider>,
  );
  return studio;
}

const press = (name: string) => act(async () => fireEvent.click(screen.getByRole("button", { name })));

it("leaves out only with a reason, and counts again at once", async () => {
  const { bodiesOf } = show({ isLeftOut: false });
  await press("Leave out gpt-4");
  fireEvent.input(screen.getByLabelText("Why"), { target: { value: "wrong prompt" } });
  await press("Leave out");
  expect(bodiesOf("makeRuling")).toEqual([
    { subject: "judge_run", subjectId: "jdr_1", act: "leave_out", reason: "wrong prompt" },
  ]);
});

it("counts again what is left out", async () => {
  const { bodiesOf } = show({ isLeftOut: true });
  await press("Count again gpt-4");
  expect(bodiesOf("makeRuling")).toEqual([{ subject: "judge_run", subjectId: "jdr_1", act: "count" }]);
});

it("tells what a removal takes away, and offers none where nothing can be removed", async () => {
  show({ isLeftOut: false, holds: "40 judgments, which cost $1.20," });
  await press("Remove gpt-4");
  expect(screen.getByText(/40 judgments, which cost \$1.20, would be gone for good/)).toBeTruthy();
});

it("never offers to remove a person", () => {
  show({ isLeftOut: false });
  expect(screen.queryByRole("button", { name: /Remove/ })).toBeNull();
});
