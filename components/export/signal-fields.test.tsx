import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { noSignals } from "@/lib/domain/training/signal";
import { fakeStudio } from "@/lib/testing/fake-studio";
import { useForm } from "../ui/form/use-form";
import { type RecipeDraft, recipeOf, usualDraft } from "./recipe-draft";
import { SignalFields } from "./signal-fields";

const counts = noSignals();
counts.assistant.pairs = { all: 3, bySignal: { ...counts.assistant.pairs.bySignal, edit: 2, vote: 1 } };
counts.user.pairs.all = 1;
counts.opposed.pairs = 4;

it("tells how many pairs each signal gives, of the side that is chosen, and switches them for the recipe", async () => {
  fakeStudio({ countSignals: () => counts });
  let draft: RecipeDraft = usualDraft;
  function Page() {
    const form = useForm<RecipeDraft>({ initial: usualDraft, send: async () => undefined });
    draft = form.draft;
    return <SignalFields form={form} target="preference" snapshotId="snp_1" />;
  }
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Page />
    </QueryClientProvider>,
  );
  fireEvent.click(await screen.findByRole("checkbox", { name: "Edits · 2" }));
  expect(screen.getByRole("checkbox", { name: "Votes · 1" })).toHaveProperty("checked", true);
  expect(screen.queryByRole("checkbox", { name: /Dialogues accepted/ })).toBeNull();
  expect(screen.getByText(/^Pairs in this snapshot: 3\./).textContent).toContain("opposite things: 4.");
  fireEvent.click(screen.getByRole("radio", { name: "Of the user" }));
  expect(screen.getByText(/^Pairs in this snapshot: 1\./)).toBeTruthy();
  expect(recipeOf("snp_1", draft)).toMatchObject({
    side: "user",
    signals: ["regeneration", "rejection", "branch", "vote", "acceptance"],
  });
});
