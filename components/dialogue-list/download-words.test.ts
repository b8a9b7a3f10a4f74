import { expect, it } from "vitest";
import type { ExportPreview } from "@/lib/domain/export-preview";
import { sayHeld, sayTrained } from "./download-menu";

const preview: ExportPreview = {
  matched: 12,
  held: 9,
  rejected: 1,
  assistant: { trained: 30, masked: 2, empty: 1 },
  user: { trained: 32, masked: 0, empty: 0 },
};

it("says how many dialogues a file holds, and why the others are left out", () => {
  expect(sayHeld(preview)).toBe(
    "A file holds 9 dialogues; left out are 1 for a rejected turn and 2 for having no whole round, an empty turn or one speaker twice in a row.",
  );
  expect(sayHeld({ ...preview, matched: 9, rejected: 0 })).toBe("A file holds all of them: 9 dialogues.");
  expect(sayHeld({ ...preview, matched: 0, held: 0, rejected: 0 })).toMatch(/^None matches/);
});

it("says what is trained on by side", () => {
  expect(sayTrained(preview, "assistant")).toBe(
    "8 dialogues, 30 turns trained on, 2 left out by people, 1 dialogue with nothing left to train on not in it.",
  );
  expect(sayTrained(preview, "user")).toBe("9 dialogues, 32 turns trained on.");
});
