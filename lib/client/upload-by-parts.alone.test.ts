import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ClientError } from "./client-error";
import { uploadByParts } from "./upload-by-parts";

const call = vi.hoisted(() => vi.fn());
vi.mock("./call-data", () => ({ callData: call }));

/** A studio that has `received` bytes, and loses a part, or its answer, where it is told to. */
function studio(mishaps: Partial<Record<number, "part" | "answer">> = {}) {
  const state = { received: 0, parts: [] as number[], asked: 0 };
  call.mockImplementation(async (name: string, input: { query?: { offset: number }; body: unknown }) => {
    if (name === "createUpload") return { id: "pfl_1", size: (input.body as { size: number }).size, received: 0 };
    if (name === "getUpload") {
      state.asked += 1;
      return { id: "pfl_1", size: 20 * mega, received: state.received };
    }
    const mishap = mishaps[state.parts.length];
    state.parts.push(input.query?.offset ?? -1);
    if (mishap === "part") throw new ClientError("offline", "gone");
    state.received = (input.query?.offset ?? 0) + (input.body as Blob).size;
    if (mishap === "answer") throw new ClientError("offline", "gone");
    return { id: "pfl_1", size: 20 * mega, received: state.received };
  });
  return state;
}

const mega = 1024 * 1024;
const file = () => new File([new Uint8Array(20 * mega)], "talks.jsonl", { lastModified: 1 });
const kept = new Map<string, string>();

beforeEach(() => {
  kept.clear();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});
afterEach(() => vi.unstubAllGlobals());

const course = () => {
  const told: [number, boolean][] = [];
  return { told, onProgress: (share: number, waits: boolean) => told.push([share, waits]), sleep: async () => {} };
};

it("sends a file part by part, each from where the one before ended", async () => {
  const state = studio();
  expect(await uploadByParts(file(), course())).toBe("pfl_1");
  expect(state.parts).toEqual([0, 8 * mega, 16 * mega]);
});

it("goes on after a lost part and after a lost answer, and sends nothing twice that is there", async () => {
  const state = studio({ 1: "part", 2: "answer" });
  const { told, ...how } = course();
  await uploadByParts(file(), how);
  expect(state.parts).toEqual([0, 8 * mega, 8 * mega, 16 * mega]);
  expect(told.some(([, waits]) => waits)).toBe(true);
});

it("goes on after a reload: the same file is known, and the studio says how much it has", async () => {
  const state = studio();
  kept.set("upload talks.jsonl 20971520 1", JSON.stringify("pfl_1"));
  state.received = 16 * mega;
  await uploadByParts(file(), course());
  expect(state).toMatchObject({ parts: [16 * mega], asked: 1 });
});

it("begins anew where the studio has nothing of it any more, and stops at what does not go over", async () => {
  kept.set("upload talks.jsonl 20971520 1", JSON.stringify("pfl_old"));
  call.mockImplementation(async (name: string) => {
    if (name === "createUpload") return { id: "pfl_2", size: 20 * mega, received: 0 };
    throw name === "getUpload" ? new ClientError("not_found", "No such upload.") : new ClientError("forbidden", "No.");
  });
  await expect(uploadByParts(file(), course())).rejects.toThrow("No.");
  expect(kept.get("upload talks.jsonl 20971520 1")).toBe(JSON.stringify("pfl_2"));
});
