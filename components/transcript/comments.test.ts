import { expect, it } from "vitest";
import { sampleTurn } from "@/lib/testing/sample-dialogue";
import { type Comment, commentsOnPath } from "./comments";

const comment = (id: string): Comment => ({ id, personId: "p", personName: "P", text: id, createdAt: id });
const [q1, a1, q2] = [sampleTurn("1", null, "user"), sampleTurn("2", "1", "assistant"), sampleTurn("3", "2", "user")];
const said = new Map([
  ["", [comment("whole")]],
  ["1", [comment("b"), comment("d")]],
  ["2", [comment("c")]],
  ["3", [comment("e")]],
]);

it("keeps comments at what stands in their turn's place after an edit, and says which are about other words", () => {
  const edited = sampleTurn("4", null, "user", { text: "Other words" });
  const kept = sampleTurn("5", "4", "assistant", { text: a1.text, keptFromId: "2" });
  const own = new Map([["4", [comment("a")]], ...said]);
  const placed = commentsOnPath(own, [edited, kept], [q1, a1, q2, edited, kept]);
  expect([...placed].map(([place, list]) => [place, list.map(({ id, ofEarlier = false }) => [id, ofEarlier])])).toEqual(
    [
      [
        "4",
        [
          ["a", false],
          ["b", true],
          ["d", true],
        ],
      ],
      ["", [["whole", false]]],
      ["5", [["c", false]]],
    ],
  );
});

it("shows comments about an answer that was written again at the new one, and none of what is not there", () => {
  const again = sampleTurn("6", "1", "assistant", { text: "Written again" });
  const placed = commentsOnPath(said, [q1, again], [q1, a1, q2, again]);
  expect([...placed.keys()]).toEqual(["", "1", "6"]);
  expect(placed.get("6")).toMatchObject([{ id: "c", ofEarlier: true }]);
});
