import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { fakeStudio } from "@/lib/testing/fake-studio";
import { useForm } from "../ui/form/use-form";
import { MixFields } from "./mix-fields";
import { faultsOf, type RecipeDraft, recipeOf, usualDraft } from "./recipe-draft";

const snapshot = (id: string, number: number) => ({ id, dataSetName: "Bread", number, dialogues: 10 * number });

it("mixes snapshots, all of each or in shares, and is one alone again when the last other is taken out", async () => {
  fakeStudio({ listSnapshots: () => ({ items: [snapshot("snp_1", 1), snapshot("snp_2", 2)], nextCursor: null }) });
  let draft: RecipeDraft = usualDraft;
  function Page() {
    const form = useForm<RecipeDraft>({ initial: usualDraft, send: async () => undefined });
    draft = form.draft;
    return <MixFields form={form} snapshotId="snp_1" />;
  }
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Page />
    </QueryClientProvider>,
  );
  const add = await screen.findByRole("button", { name: "Add a snapshot" });
  expect(recipeOf("snp_1", draft).parts).toEqual([{ snapshotId: "snp_1" }]);
  fireEvent.click(add);
  expect(recipeOf("snp_1", draft).parts).toEqual([
    { snapshotId: "snp_1", weight: null },
    { snapshotId: "snp_2", weight: null },
  ]);
  expect(add).toHaveProperty("disabled", true);

  const [own, other] = screen.getAllByRole("spinbutton", { name: /^Weight/ });
  if (!own || !other) throw new Error("a weight for each");
  fireEvent.change(other, { target: { value: "2" } });
  expect(faultsOf(draft)).toEqual({ "parts.0.weight": "Each a weight, or none" });
  fireEvent.change(own, { target: { value: "0" } });
  expect(faultsOf(draft)).toEqual({ "parts.0.weight": "Above 0, at most 1,000" });
  fireEvent.change(own, { target: { value: "0.5" } });
  expect(faultsOf(draft)).toEqual({});
  expect(recipeOf("snp_1", draft).parts.map(({ weight }) => weight)).toEqual([0.5, 2]);

  fireEvent.click(screen.getByRole("button", { name: "Take out snapshot 2" }));
  expect(recipeOf("snp_1", draft).parts).toEqual([{ snapshotId: "snp_1" }]);
});
