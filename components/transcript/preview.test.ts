import { expect, it } from "vitest";
import { sampleTurn } from "@/lib/testing/sample-dialogue";
import { previewOf } from "./transcript";

const q1 = sampleTurn("1", null, "user");
const a1 = sampleTurn("2", "1", "assistant");
const b1 = sampleTurn("3", "1", "assistant", { flags: ["rejected_by_person"] });
const b2 = sampleTurn("4", "3", "user");
const b3 = sampleTurn("5", "3", "user", { abandoned: true });
const turns = [q1, a1, b1, b2, b3];

it("shows another version with what follows it, and says that it was rejected", () => {
  expect(previewOf(turns, { headId: "2" }, "3")).toEqual({ turn: b1, headId: "4", isRejected: true });
  expect(previewOf(turns, { headId: "2" }, "5")).toEqual({ turn: b3, headId: "5", isRejected: false });
});

it("is nothing where the dialogue follows the version, or has not arrived", () => {
  expect(previewOf(turns, { headId: "2" }, null)).toBeNull();
  expect(previewOf(turns, { headId: "2" }, "1")).toBeNull();
  expect(previewOf(turns, { headId: "4" }, "3")).toBeNull();
  expect(previewOf(turns, { headId: "9" }, "3")).toBeNull();
});
