import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { LiveMembership, liveHub } from "@/lib/bus/live-hub";
import { LiveSubscriber } from "@/lib/bus/live-subscriber";
import type { EndpointName } from "@/lib/contract/paths";
import { prisma } from "@/lib/data/prisma";
import type { CandidateSource } from "@/lib/domain/judging/candidate";
import { type EvaluationKind, evaluationSpecSchema } from "@/lib/domain/judging/evaluation";
import { splitSpecSchema } from "@/lib/domain/training/split-spec";
import type { Viewer } from "@/lib/domain/viewer";
import { createDataSet } from "@/lib/operations/data-sets/data-sets";
import { createSnapshot } from "@/lib/operations/data-sets/freeze";
import { claimBallot } from "@/lib/operations/judging/claim-ballot";
import { createEvaluation } from "@/lib/operations/judging/create-evaluation";
import { launchEvaluation } from "@/lib/operations/judging/launch-evaluation";
import { makeDialogue, makeModel, makeRun } from "@/lib/testing/builders";
import { callRoute, giveToken, readRoute, reads } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { query } from "@/lib/testing/query";
import { makeViewer } from "@/lib/testing/review";
import { makeOneSplit } from "@/lib/testing/splits";

withDatabase();

type Source = { id: string; tag: string; snapshotId: string };
type Case = { of: string; kind: EvaluationKind; sourceOf: (run: Source) => CandidateSource };

const cases: [string, Case][] = [
  ["two runs", { of: "runs", kind: "dialogues", sourceOf: ({ id }) => ({ kind: "run", runId: id }) }],
  [
    "two data sets",
    { of: "sets", kind: "dialogues", sourceOf: ({ tag }) => ({ kind: "data_set", filterName: tag, filter: { tag } }) },
  ],
  [
    "two runs, one dialogue at a time",
    { of: "turing", kind: "turing", sourceOf: ({ id }) => ({ kind: "run", runId: id }) },
  ],
  [
    "two snapshots",
    { of: "snapshots", kind: "dialogues", sourceOf: ({ snapshotId }) => ({ kind: "snapshot", snapshotId }) },
  ],
  [
    "a snapshot, one dialogue at a time",
    { of: "turingsnapshots", kind: "turing", sourceOf: ({ snapshotId }) => ({ kind: "snapshot", snapshotId }) },
  ],
  [
    "two data sets, one dialogue at a time",
    {
      of: "turingsets",
      kind: "turing",
      sourceOf: ({ tag }) => ({ kind: "data_set", filterName: tag, filter: { tag } }),
    },
  ],
];

/** A run with two ended dialogues, of a model and under a name and tag that are canaries. */
async function makeSource(lead: Viewer, of: string, name: string) {
  const simulator = await makeModel({ name: `canary-model-${name}` });
  const run = await makeRun({ name: `canary-run-${name}`, dialogues: 2, simulatorId: simulator.id });
  const tag = `canary-tag-${name}`;
  const made = [];
  for (const opening of ["Why is it so?", "How does it fly?"]) {
    made.push(await makeDialogue({ runId: run.id, status: "ended", texts: [opening, `A quokka${of} of ${name}`] }));
  }
  const ids = made.map(({ dialogue }) => dialogue.id);
  await query`UPDATE dialogue SET tags = ARRAY[${tag}], end_reason = 'round_cap' WHERE id = ANY(${ids})`;
  const members = { list: { dialogueIds: ids } };
  const dataSet = await createDataSet(lead, { name: `canary-set-${name}`, note: "", members });
  const { id: snapshotId } = await createSnapshot(lead, { dataSetId: dataSet.id, note: "" });
  const spec = splitSpecSchema.parse({ name: `canary-split-${name}` });
  const split = await makeOneSplit(lead, { spec, snapshotIds: [snapshotId], earlierId: null });
  const frozen = { dataSetId: dataSet.id, snapshotId, splitId: split.id };
  const named = [run.id, run.name, simulator.id, simulator.name, tag, dataSet.name, split.name];
  return { id: run.id, tag, dialogueIds: ids, ...frozen, canaries: [...named, ...Object.values(frozen), ...ids] };
}

describe.each(cases)("before the vote, where the candidates are %s", (_, { of, kind, sourceOf }) => {
  let lead: Viewer;
  let raterId: string;
  let canaries: string[];
  let params: Record<string, string>;
  const tokens = { rater: "", worksToo: "", lead: "" };

  beforeAll(async () => {
    lead = await makeViewer("Lea", ["lead"]);
    const rater = await makeViewer("Eva", ["evaluator"]);
    raterId = rater.id;
    tokens.rater = await giveToken(rater.id);
    tokens.worksToo = await giveToken((await makeViewer("Max", ["evaluator", "annotator"])).id);
    tokens.lead = await giveToken(lead.id);
    const sources = [await makeSource(lead, of, `${of}-one`), await makeSource(lead, of, `${of}-other`)];
    const { evaluation } = await createEvaluation(lead, {
      name: "An evaluation",
      spec: evaluationSpecSchema.parse({ kind, repeatRate: 0 }),
      items: { kind: "dialogues", most: 10 },
      candidates: sources.map((source, i) => ({ name: `Candidate ${i}`, source: sourceOf(source) })),
    });
    await launchEvaluation(lead, evaluation.id);
    const { ballot } = await claimBallot(rater, { evaluationId: evaluation.id, holding: [] });
    const [dialogueId = ""] = sources[0]?.dialogueIds ?? [];
    const [turn] = await prisma.turn.findMany({ where: { dialogueId } });
    const run = await prisma.run.findUniqueOrThrow({ where: { id: sources[0]?.id ?? "" } });
    params = {
      evaluationId: evaluation.id,
      ballotId: must(ballot, "a ballot").id,
      comparisonId: (await prisma.comparison.findFirstOrThrow({ where: { evaluationId: evaluation.id } })).id,
      dialogueId,
      turnId: must(turn, "a turn").id,
      runId: run.id,
      modelId: run.simulatorId,
      memberId: lead.id,
      dataSetId: sources[0]?.dataSetId ?? "",
      snapshotId: sources[0]?.snapshotId ?? "",
      splitId: sources[0]?.splitId ?? "",
    };
    canaries = sources.flatMap((source) => source.canaries);
  });

  afterAll(async () => {
    // What the others compare is another matter: each case stands alone.
    await query`UPDATE evaluation SET status = 'closed' WHERE id = ${params.evaluationId}`;
    await liveHub().close();
  });

  const found = async (name: EndpointName, token: string) => {
    const text = await readRoute(name, { token, params, search: `quokka${of}` });
    return canaries.filter((canary) => text.includes(canary));
  };

  it.each(reads.filter((name) => name !== "events"))(
    "%s tells a rater nothing of where they came from",
    async (name) => {
      expect(await found(name, tokens.rater)).toEqual([]);
      expect(await found(name, tokens.worksToo)).toEqual([]);
    },
  );

  it.each(["dialogues=", "run="])("no stream of %s is opened", async (by) => {
    const id = by === "run=" ? params.runId : params.dialogueId;
    const response = await callRoute("events", { token: tokens.rater, query: `?${by}${id}` });
    expect(response.status).toBe(404);
  });

  it("the live wall shows none of them, neither when it opens nor when something happens in one", async () => {
    const follow = (rater: string | null) =>
      new LiveSubscriber(
        { scope: "live", detail: "tile", rater },
        () => undefined,
        () => undefined,
      );
    const [rater, other] = [follow(raterId), follow(null)];
    const membership = new LiveMembership();
    const held = () => [rater, other].map(({ members }) => canaries.filter((id) => members.has(id)).length);
    await membership.renew([rater, other]);
    expect(held()).toEqual([0, 4]);
    for (const one of [rater, other]) one.followOnly([]);
    await membership.admit([rater, other], new Set([params.dialogueId ?? ""]));
    expect(held()).toEqual([0, 1]);
  });

  it("a search and a filter find none of them, and count none", async () => {
    for (const asked of [`?q=quokka${of}`, `?runId=${params.runId}`, `?tag=canary-tag-${of}-one`]) {
      const [list, count] = [
        await callRoute("listDialogues", { token: tokens.worksToo, query: asked }),
        await callRoute("countDialogues", { token: tokens.worksToo, query: asked }),
      ];
      const texts = [await list.text(), await count.text()];
      expect(canaries.filter((canary) => texts.join().includes(canary))).toEqual([]);
      if (count.ok) expect(texts[1]).not.toMatch(/[1-9]/);
    }
  });

  it("a lead, who chose them, sees them", async () => {
    expect(await found("listRuns", tokens.lead)).toContain(`canary-run-${of}-one`);
    expect(await found("getDialogue", tokens.lead)).toContain(params.dialogueId);
    expect(await found("listModels", tokens.lead)).toContain(`canary-model-${of}-one`);
  });

  it("the item itself is served, with its texts", async () => {
    expect(await readRoute("getBallot", { token: tokens.rater, params, search: "" })).toContain(`A quokka${of} of`);
  });
});

describe("afterwards", () => {
  it("a closed evaluation keeps nothing from its raters", async () => {
    const token = await giveToken((await makeViewer("Eva", ["evaluator"])).id);
    expect(await readRoute("listRuns", { token, params: {}, search: "" })).toContain("canary-run-runs-one");
    expect(await readRoute("listModels", { token, params: {}, search: "" })).toContain("canary-model-runs-one");
  });
});
