import { describe, expect, it } from "vitest";
import { recipeSchema, splitSchema, usualRecipe } from "./recipe";

describe("a recipe", () => {
  it("of one snapshot trains an assistant with LLaMA-Factory on all of it, unless something else is said", () => {
    expect(usualRecipe("snp_1")).toMatchObject({
      parts: [{ snapshotId: "snp_1", weight: 1 }],
      subset: null,
      split: null,
      target: "assistant",
      trainer: "llama_factory",
      reasoning: "drop",
    });
  });

  it("written down and read again is the same recipe, so that it gives the same bytes", () => {
    const recipe = usualRecipe("snp_1");
    expect(recipeSchema.parse(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe);
  });

  it("takes shares that make a hundred in all, and no others", () => {
    const shares = (train: number, validation: number, test: number) =>
      splitSchema.safeParse({ seed: 1, shares: { train, validation, test } }).success;
    expect([shares(90, 5, 5), shares(100, 0, 0), shares(90, 5, 4), shares(0, 50, 50), shares(90.5, 9.5, 0)]).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it("names no choice that is none", () => {
    for (const wrong of [{ trainer: "nobody" }, { target: "both" }, { reasoning: "aloud" }, { leftover: 1 }])
      expect(recipeSchema.safeParse({ parts: [{ snapshotId: "snp_1" }], ...wrong }).success).toBe(false);
  });
});
