import { expect, it } from "vitest";
import { withDatabase } from "@/lib/testing/database";
import { makeEvaluation } from "@/lib/testing/judging";
import { readStudioProgress } from "./studio-progress";

withDatabase();

it("is empty until there is anything to work with, and not for whoever has comparisons to vote on and sees no run", async () => {
  expect((await readStudioProgress()).isEmpty).toBe(true);
  await makeEvaluation({ prompts: 1 });
  expect((await readStudioProgress()).isEmpty).toBe(false);
});
