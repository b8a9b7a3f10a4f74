import { describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { listComparisons } from "@/lib/data/judging/comparisons";
import type { DialogueFilter } from "@/lib/domain/dialogue-filter";
import type { CandidateInput } from "@/lib/domain/judging/candidate";
import { evaluationSpecSchema } from "@/lib/domain/judging/evaluation";
import { makeDialogue, makeRun } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { query } from "@/lib/testing/query";
import { makeViewer } from "@/lib/testing/review";
import { actOnDialogue } from "../act-on-dialogue";
import { createDataSet } from "../data-sets/data-sets";
import { createSnapshot } from "../data-sets/freeze";
import { createEvaluation } from "./create-evaluation";
import { importAnswers } from "./import-answers";
import { launchEvaluation } from "./launch-evaluation";

withDatabase();

const dialogues = evaluationSpecSchema.parse({ kind: "dialogues", repeatRate: 0 });

/** Ended dialogues of a run of their own that begin with these questions, under a tag. */
async function tagged(tag: string, openings: string[]): Promise<void> {
  const run = await makeRun({ dialogues: openings.length });
  for (const opening of openings) {
    const { dialogue } = await makeDialogue({ runId: run.id, status: "ended", texts: [opening, `${tag} says`] });
    await query`UPDATE dialogue SET tags = ARRAY[${tag}], end_reason = 'round_cap' WHERE id = ${dialogue.id}`;
  }
}

function dataSet(name: string, filter: DialogueFilter): CandidateInput {
  return { name, source: { kind: "data_set", filterName: name, filter } };
}

function shareGpt(questions: string[]): string {
  return JSON.stringify(
    questions.map((value) => ({
      conversations: [
        { from: "human", value },
        { from: "gpt", value: "Yes." },
      ],
    })),
  );
}

async function shown(evaluationId: string): Promise<string[][]> {
  const rows = await query<{ sides: string[] }>`
    SELECT array_agg(x.rounds->0->>'user' || ' ' || (x.rounds->0->>'assistant') ORDER BY x.candidate_id) AS sides
    FROM comparison c JOIN candidate_response x ON x.item_id = c.item_id AND x.candidate_id IN (c.first_id, c.second_id)
    WHERE c.evaluation_id = ${evaluationId} AND c.is_ready GROUP BY c.id`;
  return rows.map(({ sides }) => sides).sort();
}

describe("two data sets", () => {
  it("are compared on the openings that both have, as their dialogues were when the evaluation was made", async () => {
    const lead = await makeViewer("Lea", ["lead"]);
    await tagged("old", ["Why is it so?", "Only in the old"]);
    await tagged("new", ["Only in the new", "why  is it so?"]);
    const { evaluation } = await createEvaluation(lead, {
      name: "Old and new",
      spec: dialogues,
      items: { kind: "dialogues", most: 10 },
      candidates: [dataSet("Old", { tag: "old" }), dataSet("New", { tag: "new" })],
    });
    await query`UPDATE dialogue SET tags = '{}'`;
    await launchEvaluation(lead, evaluation.id);
    expect(await shown(evaluation.id)).toEqual([["Why is it so? old says", "why  is it so? new says"]]);
  });

  it("never set a dialogue against itself", async () => {
    const lead = await makeViewer("Lea", ["lead"]);
    await tagged("same", ["Which one?"]);
    const made = createEvaluation(lead, {
      name: "Same",
      spec: dialogues,
      items: { kind: "dialogues", most: 10 },
      candidates: [dataSet("One", { tag: "same" }), dataSet("Other", { tag: "same", status: "ended" })],
    });
    await expect(made).rejects.toThrow(/nothing can be matched/);
  });

  it("and snapshots, which show their dialogues as they were pinned, whatever was said since", async () => {
    const lead = await makeViewer("Lea", ["lead"]);
    await tagged("before", ["Was it so?"]);
    await tagged("beside", ["Was it so?"]);
    const members = { filter: { tag: "before" } };
    const { id: dataSetId } = await createDataSet(lead, { name: "Before", note: "", members });
    const { id: snapshotId } = await createSnapshot(lead, { dataSetId, note: "" });
    const [row] = await query<{ id: string; headId: string }>`
      SELECT id, head_id AS "headId" FROM dialogue WHERE tags = ARRAY['before']`;
    const { id, headId } = must(row, "the dialogue");
    const act = { kind: "edit", turnId: headId, text: "before says no", after: "keep", headId } as const;
    await actOnDialogue(lead, { dialogueId: id, act });
    const { evaluation } = await createEvaluation(lead, {
      name: "Before and beside",
      spec: dialogues,
      items: { kind: "dialogues", most: 10 },
      candidates: [{ name: "Before", source: { kind: "snapshot", snapshotId } }, dataSet("Beside", { tag: "beside" })],
    });
    await launchEvaluation(lead, evaluation.id);
    expect(await shown(evaluation.id)).toEqual([["Was it so? before says", "Was it so? beside says"]]);
  });

  it("ask their opening questions of models, each once", async () => {
    const lead = await makeViewer("Lea", ["lead"]);
    await tagged("asked", ["How to bake?", "how to  bake?", "How to brew?"]);
    const { evaluation } = await createEvaluation(lead, {
      name: "Prompts of a data set",
      spec: evaluationSpecSchema.parse({}),
      items: { kind: "data_set", filter: { tag: "asked" }, most: 10 },
      candidates: ["One", "Other"].map((name) => ({ name, source: { kind: "file", fileName: "" } })),
    });
    const items =
      await query`SELECT turns FROM evaluation_item WHERE evaluation_id = ${evaluation.id} ORDER BY position`;
    expect(items).toEqual([{ turns: ["How to bake?"] }, { turns: ["How to brew?"] }]);
  });
});

describe("two files of dialogues", () => {
  async function draft() {
    const lead = await makeViewer("Lea", ["lead"]);
    const { evaluation, candidates } = await createEvaluation(lead, {
      name: "Files",
      spec: dialogues,
      items: { kind: "dialogues", most: 10 },
      candidates: ["One", "Other"].map((name) => ({ name, source: { kind: "file", fileName: "" } })),
    });
    const evaluationId = evaluation.id;
    const give = (i: number, text: string) =>
      importAnswers(lead, { evaluationId, candidateId: must(candidates[i], "it").id, fileName: `${i}.json` }, text);
    return { lead, evaluationId, give };
  }

  it("are compared on the openings that both have, the same opening twice included", async () => {
    const { lead, evaluationId, give } = await draft();
    expect(await give(0, shareGpt(["A?", "B?", "A?"]))).toMatchObject({ taken: 3, notes: [] });
    const lost = await give(0, shareGpt(["A?", "B?", "A?"]).replace("A?", "\uFFFD?"));
    expect(lost.notes).toContainEqual(expect.stringContaining("Letters were lost"));
    await give(0, shareGpt(["A?", "B?", "A?"]));
    expect(await give(1, shareGpt(["a?", "A?", "C?"]))).toMatchObject({
      taken: 2,
      notes: [expect.stringContaining("1 dialogues begin with no question")],
    });
    await launchEvaluation(lead, evaluationId);
    const { items } = await listComparisons(evaluationId, { limit: 10 });
    expect(items).toHaveLength(2);
    await expect(give(1, shareGpt(["B?"]))).rejects.toThrow(/After the launch/);
  });

  it("are not launched before both are there", async () => {
    const { lead, evaluationId, give } = await draft();
    await give(0, shareGpt(["A?"]));
    await expect(launchEvaluation(lead, evaluationId)).rejects.toThrow(/Other has no dialogue to show yet/);
  });
});
