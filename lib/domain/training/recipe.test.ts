import { describe, expect, it } from "vitest";
import { recipeSchema, usualRecipe } from "./recipe";

describe("a recipe", () => {
  it("of one snapshot trains an assistant with LLaMA-Factory on all of it, unless something else is said", () => {
    expect(usualRecipe("snp_1")).toMatchObject({
      parts: [{ snapshotId: "snp_1", weight: null }],
      subset: null,
      splitId: null,
      target: "assistant",
      trainer: "llama_factory",
      reasoning: "drop",
    });
  });

  it("written down and read again is the same recipe, so that it gives the same bytes", () => {
    const recipe = usualRecipe("snp_1");
    expect(recipeSchema.parse(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe);
  });

  it("weighs all of its snapshots or none", () => {
    const weighed = (...weights: (number | null)[]) =>
      recipeSchema.safeParse({ parts: weights.map((weight, i) => ({ snapshotId: `snp_${i}`, weight })) }).success;
    expect([weighed(1, 2), weighed(null, null), weighed(1, null), weighed(1, 0)]).toEqual([true, true, false, false]);
  });

  it("names no choice that is none", () => {
    for (const wrong of [{ trainer: "nobody" }, { target: "both" }, { reasoning: "aloud" }, { leftover: 1 }])
      expect(recipeSchema.safeParse({ parts: [{ snapshotId: "snp_1" }], ...wrong }).success).toBe(false);
  });
});
