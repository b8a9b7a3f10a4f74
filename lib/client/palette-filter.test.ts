import { expect, it } from "vitest";
import { fitOfEntry } from "../../components/layout/shell-sheets";

it("an entry of the palette is found by its words, also abbreviated, and never by its id", () => {
  const id = "queue-q_01k9zabz7de";
  expect(fitOfEntry(id, "second", ["Review: Second look"])).toBeGreaterThan(0);
  expect(fitOfEntry(id, "revsec", ["Review: Second look"])).toBeGreaterThan(0);
  expect(fitOfEntry(id, "zzzz", ["Review: Second look"])).toBe(0);
  expect(fitOfEntry(id, "queue", [])).toBe(0);
});
