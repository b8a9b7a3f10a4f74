import { expect, it } from "vitest";
import { type Dialect, dialectSchema } from "@/lib/domain/dialect";
import { changesIn, dialectDraftOf, dialectOf, faultsOfDialect } from "./dialect-draft";

const plain = dialectSchema.parse({});
const odd: Dialect = {
  lengthParameter: "max_completion_tokens",
  systemRole: "user",
  keyHeader: "api-key",
  omits: ["temperature", "seed"],
  apiVersion: "2024-10-21",
  headers: { "X-Title": "A: b", "HTTP-Referer": "https://x.example" },
  body: { enable_thinking: false, top_k: 20 },
};

it("gives back what it was made of", () => {
  expect(dialectOf(dialectDraftOf(odd))).toEqual(odd);
  expect(dialectOf(dialectDraftOf(null))).toEqual(plain);
});

it("says what could not be sent", () => {
  const draft = dialectDraftOf(null);
  expect(faultsOfDialect(draft)).toEqual({});
  expect(faultsOfDialect({ ...draft, headers: "X-Title" })).toHaveProperty(["dialect.headers"]);
  for (const body of ["{", "[]", "3"]) expect(faultsOfDialect({ ...draft, body })).toHaveProperty(["dialect.body"]);
});

it("tells in words what a proposal changes", () => {
  expect(changesIn(plain, plain)).toEqual([]);
  expect(changesIn(odd, plain)).toEqual([
    "no temperature",
    "no seed",
    "the length as max_completion_tokens",
    "the system text with the first message",
    "api-version=2024-10-21 in the address",
    "the key in the header api-key",
  ]);
});
