import { expect, it } from "vitest";
import { evaluationBodyOf } from "./evaluation-draft";
import { startedDraft } from "./started-draft";

const none = { model: [], run: [], snapshot: [], names: [] };

it("begins with the runs that are to be judged, and with real people beside them", () => {
  const draft = startedDraft(
    { ...none, run: ["run_1", "run_2"], snapshot: ["snp_1"], names: ["It", "Base", "People"] },
    "turing",
  );
  expect(evaluationBodyOf(draft)).toMatchObject({
    items: { kind: "dialogues" },
    candidates: [
      { name: "It", source: { kind: "run", runId: "run_1" } },
      { source: { kind: "run", runId: "run_2" } },
      { name: "People", source: { kind: "snapshot", snapshotId: "snp_1" } },
    ],
    spec: { kind: "turing" },
  });
});

it("takes what its kind compares alone, and always has two places", () => {
  const draft = startedDraft({ ...none, model: ["mdl_1"], run: ["run_1"] }, "answers");
  expect(draft.candidates.map(({ kind, of }) => [kind, of])).toEqual([
    ["model", "mdl_1"],
    ["model", ""],
  ]);
  expect(startedDraft(none, "dialogues").candidates).toHaveLength(2);
});
