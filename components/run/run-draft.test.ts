import { describe, expect, it } from "vitest";
import { dialectSchema } from "@/lib/domain/dialect";
import type { ListedModel } from "@/lib/domain/model";
import { runSpecSchema } from "@/lib/domain/run";
import { duplicateOf, runBodyOf, runDraftOf } from "./run-draft";

const spec = runSpecSchema.parse({
  name: "Travel",
  simulatorId: "m1",
  assistantId: "m2",
  seedSetId: "s1",
  dialogues: 5,
  concurrency: 2,
  simulatorSampling: { temperature: 0 },
  assistantPrompt: "Be kind",
  randomSeed: 7,
  stopRules: { maxRounds: 4, endPhrases: ["bye", "that is all"], repetition: null },
  budget: { unit: "tokens", amount: 1000 },
});

function model(id: string, kind: ListedModel["kind"], trainedOn: ListedModel["trainedOn"]): ListedModel {
  return {
    id,
    kind,
    trainedOn,
    name: id,
    baseUrl: "",
    upstreamModel: id,
    rendering: "chat",
    contextWindow: 2048,
    sampling: {},
    inputPrice: 0,
    outputPrice: 0,
    lenientFinish: false,
    dialect: dialectSchema.parse({}),
    hasKey: false,
    trainingJobId: null,
    state: null,
    stateDetail: null,
    archived: false,
    lastTest: null,
    createdAt: "2026-01-01T00:00:00.000Z",
  };
}

describe("run drafts", () => {
  it("give back the spec they were made of", () => {
    expect(runSpecSchema.parse(runBodyOf(runDraftOf(spec)))).toEqual(spec);
  });

  it("make a usable spec of an untouched form with a name", () => {
    const models = [model("mu", "embedded", "user"), model("ma", "embedded", "assistant")];
    const body = runBodyOf({ ...runDraftOf(null, models), name: "First" });
    expect(runSpecSchema.parse(body)).toMatchObject({ simulatorId: "mu", assistantId: "ma", budget: null });
  });

  it("prefer an endpoint to an embedded model, and never the wrong side's", () => {
    const models = [
      model("ma", "embedded", "assistant"),
      model("mu", "embedded", "user"),
      model("api", "openai", null),
    ];
    expect(runDraftOf(null, models).simulator.modelId).toBe("api");
    expect(runDraftOf(null, models.slice(0, 1)).simulator.modelId).toBe("");
  });

  it("choose no model by themselves whose last connection test failed", () => {
    const [good, bad, small] = [
      model("good", "openai", null),
      model("bad", "openai", null),
      model("mu", "embedded", "user"),
    ];
    const failed = { ...bad, lastTest: "failed" as const };
    expect(runDraftOf(null, [failed, good, small]).simulator.modelId).toBe("good");
    const passed = { ...model("old", "openai", null), lastTest: "passed" as const };
    expect(runDraftOf(null, [good, passed, small]).simulator.modelId).toBe("old");
    expect(runDraftOf(null, [failed, small]).simulator.modelId).toBe("mu");
    expect(runDraftOf(null, [failed]).assistant.modelId).toBe("");
  });

  it("copy a run without its random seed", () => {
    expect(runBodyOf(duplicateOf(spec))).toMatchObject({ name: "Travel, again", randomSeed: undefined, dialogues: 5 });
  });
});
