import { expect, it } from "vitest";
import { countsText } from "./project-words";

it("tells what a project holds, and nothing of what it has none of", () => {
  expect(countsText({ runs: 1, dialogues: 50_700, votes: 0, members: 2 })).toBe(
    "50,700 dialogues, 1 run, 2 memberships",
  );
  expect(countsText({ dialogues: 0 })).toBe("nothing");
});
