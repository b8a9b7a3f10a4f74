import { describe, expect, it } from "vitest";
import { clusterKeysOf, type Ties } from "./assign-parts";

const nothing: Ties = {
  sourceUser: null,
  importId: null,
  givenId: null,
  givenSeed: null,
  seeds: null,
  duplicateGroup: null,
  openingGroup: null,
  tags: [],
};
const keysOf = (ties: Partial<Ties>, topics: string[] = []) =>
  clusterKeysOf({ ...nothing, ...ties }, new Set(topics)).map(({ kind, value }) => `${kind}: ${value}`);

describe("what ties a dialogue to others", () => {
  it("is nothing where nothing is known", () => {
    expect(keysOf({ tags: ["good"] })).toEqual([]);
  });

  it("is the seed that it began from, whichever run and pass used it", () => {
    const seed = (number: number, randomSeed: number) =>
      keysOf({ seeds: { setId: "sds_1", size: 10, randomSeed, number } });
    expect(seed(3, 1)).toEqual(["seed: sds_1 3"]);
    expect(seed(3, 2)).toEqual(seed(3, 1));
    const secondPass = Array.from({ length: 10 }, (_, i) => seed(11 + i, 1)).flat();
    expect(secondPass).toContain("seed: sds_1 3");
  });

  it("is the conversation of its file, put together again where ShareGPT's cleaning cut it", () => {
    const conversation = (givenId: string) => keysOf({ importId: "imp_1", givenId });
    expect(conversation("QWJhYvA_0")).toEqual(["conversation: imp_1 QWJhYvA"]);
    expect(conversation("QWJhYvA_13")).toEqual(conversation("QWJhYvA_0"));
    expect(conversation("identity_1")).not.toEqual(conversation("identity_2"));
  });

  it("is each tag that stands for a topic", () => {
    expect(keysOf({ tags: ["law", "good", "tax"] }, ["law", "tax"])).toEqual(["topic: law", "topic: tax"]);
  });

  it("is who asked, and whom it is like", () => {
    expect(keysOf({ sourceUser: "ab12", duplicateGroup: 7, openingGroup: 9 })).toEqual([
      "source_user: ab12",
      "duplicate: 7",
      "opening: 9",
    ]);
  });
});
