import { expect, it } from "vitest";
import { dialectSchema } from "@/lib/domain/dialect";
import { type Model, modelInputSchema } from "@/lib/domain/model";
import { bodyOf, draftOf, dropsKey } from "./model-draft";

const model: Model = {
  id: "mdl_1",
  name: "Local",
  kind: "openai",
  trainedOn: null,
  baseUrl: "http://127.0.0.1:8000/v1",
  upstreamModel: "m",
  rendering: "dyadic",
  contextWindow: 4096,
  sampling: { temperature: 0 },
  inputPrice: 0.15,
  outputPrice: 0.6,
  lenientFinish: true,
  dialect: dialectSchema.parse({ omits: ["seed"] }),
  hasKey: true,
  trainingJobId: null,
  state: null,
  stateDetail: null,
  archived: false,
  createdAt: "2024-01-01T00:00:00Z",
};

it("sends back what it was given, and no key, when nothing was typed", () => {
  const body = bodyOf(model, draftOf(model));
  const { id, kind, trainedOn, hasKey, trainingJobId, state, stateDetail, archived, createdAt, ...settings } = model;
  expect(modelInputSchema.parse(body)).toEqual(settings);
  expect("apiKey" in body).toBe(false);
});

it("sends a typed key, or null when it is to be removed", () => {
  expect(bodyOf(model, { ...draftOf(model), apiKey: " sk-1 " }).apiKey).toBe("sk-1");
  expect(bodyOf(model, { ...draftOf(model), removeKey: true }).apiKey).toBeNull();
});

it("drops the key, and warns that it will, only when another server would get it", () => {
  const draft = draftOf(model);
  expect(bodyOf(model, { ...draft, baseUrl: "http://127.0.0.1:9000/v1" }).apiKey).toBeNull();
  expect(dropsKey(model, { ...draft, baseUrl: "http://127.0.0.1:8000/v2" })).toBe(false);
  expect(dropsKey(model, { ...draft, baseUrl: "http://127.0.0.1:9000/v1" })).toBe(true);
  expect(dropsKey(model, { ...draft, baseUrl: "https://elsewhere.example/v1", apiKey: "sk-2" })).toBe(false);
  expect(dropsKey(model, { ...draft, baseUrl: "http" })).toBe(false);
  expect(dropsKey(null, { ...draft, baseUrl: "https://elsewhere.example/v1" })).toBe(false);
});
