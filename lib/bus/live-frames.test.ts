import { describe, expect, test } from "vitest";
import { toDialogue } from "@/lib/data/dialogue-row";
import type { LiveNews } from "@/lib/data/live";
import { toTurn } from "@/lib/data/turn-row";
import { advance, snapshotOf, tailFrames } from "./live-frames";

const moment = "2024-01-01T00:00:00.000Z";
const dialogue = toDialogue({
  id: "d",
  origin: { kind: "run", runId: "r", name: "A run", simulatorId: "s", assistantId: "a" },
  number: 1,
  status: "running",
  holdRequested: false,
  version: 7,
  headId: "t2",
  endReason: null,
  statusDetail: null,
  verdict: null,
  endMarkId: null,
  untrained: [],
  tags: [],
  deletedAt: null,
  rounds: 1,
  contextTokens: 0,
  contextLimit: 2_048,
  inputTokens: 0,
  outputTokens: 0,
  cost: 0,
  flags: [],
  opening: "",
  createdAt: moment,
  updatedAt: moment,
  endedAt: null,
});

function turn(id: string, parentId: string | null, version: number, text: string) {
  const blank = { modelId: null, personId: null, keptFromId: null, promptTokens: null, completionTokens: null };
  const rest = { firstTokenMs: null, totalMs: null, finishReason: null, flags: [], abandoned: false };
  const own = {
    id,
    parentId,
    version,
    text,
    dialogueId: "d",
    speaker: "user" as const,
    origin: "model" as const,
    createdAt: moment,
    reasoning: "because",
  };
  return toTurn({ ...own, ...blank, ...rest });
}

const delta = { type: "delta", id: "d", turnId: "t3", parentId: "t2", speaker: "user", reasoning: false } as const;
const news: LiveNews = {
  id: "d",
  dialogue,
  turns: [turn("t0", null, 1, "zero"), turn("t1", "t0", 4, `😀${"x".repeat(599)}`), turn("t2", "t1", 7, "two")],
  deltas: [
    { ...delta, at: 0, text: "Hel" },
    { ...delta, at: 3, text: "lo" },
  ],
  deltaId: 12,
};

describe("frames", () => {
  test("of a full snapshot hold the whole tree and the draft", () => {
    const live = snapshotOf(news, "full");
    expect(live?.turns.map(({ id }) => id)).toEqual(["t0", "t1", "t2"]);
    expect(live?.draft).toMatchObject({ turnId: "t3", text: "Hello" });
    expect(snapshotOf({ ...news, dialogue: null }, "full")).toBeUndefined();
  });

  test("of a tile hold the ends of the last two turns, without half characters or reasoning", () => {
    const live = snapshotOf(news, "tile");
    expect(live?.turns.map(({ id, text, reasoning }) => [id, text, reasoning])).toEqual([
      ["t1", "x".repeat(599), null],
      ["t2", "two", null],
    ]);
    expect(live?.draft?.text).toBe("Hello");
  });

  test("of a tail hold only newer turns, before the words that hang on them", () => {
    const frames = tailFrames(news, { version: 4, deltaId: 3 }, "full");
    expect(frames.map(({ type }) => type)).toEqual(["change", "delta"]);
    expect(frames[0]).toMatchObject({ dialogue: { version: 7 }, turns: [{ id: "t2" }] });
  });

  test("of a tail join words that continue each other, and no others", () => {
    const said = (at: number, text: string, rest = {}) => ({ ...delta, at, text, ...rest });
    const deltas = [said(0, "Hel"), said(3, "lo"), said(9, "far"), said(12, "hm", { reasoning: true })];
    const other = said(14, "next", { reasoning: true, turnId: "t4" });
    const later = { ...news, dialogue: null, turns: [], deltas: [...deltas, other] };
    expect(tailFrames(later, { version: 7, deltaId: 3 }, "full")).toEqual([
      said(0, "Hello"),
      ...deltas.slice(2),
      other,
    ]);
  });

  test("a cursor never goes back", () => {
    expect(advance({ version: 4, deltaId: 3 }, news)).toEqual({ version: 7, deltaId: 12 });
    expect(advance({ version: 9, deltaId: 20 }, news)).toEqual({ version: 9, deltaId: 20 });
  });
});
