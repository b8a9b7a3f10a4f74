import { expect, it, vi } from "vitest";
import { createPageEvents, type Source } from "./page-events";

function setUp() {
  const opened: (Source & { url: string; closed: boolean })[] = [];
  const open = createPageEvents((url) => {
    const source = {
      url,
      closed: false,
      onopen: null,
      onmessage: null,
      onerror: null,
      close: () => {},
    } as (typeof opened)[0];
    source.close = () => {
      source.closed = true;
    };
    opened.push(source);
    return source;
  });
  const say = (frame: object) => opened.at(-1)?.onmessage?.({ data: JSON.stringify(frame) });
  return { open, opened, say };
}

const tick = () => Promise.resolve();

it("is one stream for all parts of a page, and hands each part what it asked for", async () => {
  const { open, opened, say } = setUp();
  const [wall, jobs, results] = [
    open("/api/v1/events?scope=live&detail=tile"),
    open("/api/v1/events?jobs=mine"),
    open("/api/v1/events?results=evl_1"),
  ];
  await tick();
  expect(opened.map(({ url }) => url)).toEqual(["/api/v1/events?scope=live&detail=tile&jobs=mine&results=evl_1"]);
  const heard = [wall, jobs, results].map((part) => {
    const hear = vi.fn();
    part.onmessage = hear;
    return hear;
  });
  for (const type of ["delta", "job", "results"]) say({ type });
  expect(heard.map((hear) => hear.mock.calls.map(([{ data }]) => JSON.parse(data).type))).toEqual([
    ["delta"],
    ["job"],
    ["results"],
  ]);
});

it("asks for all jobs where one part wants all and another one's own", async () => {
  const { open, opened } = setUp();
  open("/api/v1/events?jobs=all");
  open("/api/v1/events?jobs=mine");
  await tick();
  expect(opened.map(({ url }) => url)).toEqual(["/api/v1/events?jobs=all"]);
});

it("asks for the counts of all that its parts name", async () => {
  const { open, opened, say } = setUp();
  const hear = vi.fn();
  open("/api/v1/events?counts=evaluations").onmessage = hear;
  open("/api/v1/events?counts=duplicates");
  await tick();
  expect(opened.map(({ url }) => url)).toEqual(["/api/v1/events?counts=evaluations%2Cduplicates"]);
  for (const type of ["counts", "job", "delta"]) say({ type });
  expect(hear).toHaveBeenCalledTimes(1);
});

it("opens anew when a part joins or leaves, and closes with the last one", async () => {
  const { open, opened } = setUp();
  const jobs = open("/api/v1/events?jobs=mine");
  await tick();
  const again = open("/api/v1/events?jobs=mine");
  await tick();
  expect(opened).toHaveLength(1);
  const wall = open("/api/v1/events?scope=live");
  await tick();
  expect(opened.map(({ closed }) => closed)).toEqual([true, false]);
  for (const part of [jobs, again, wall]) part.close();
  await tick();
  expect(opened.every(({ closed }) => closed)).toBe(true);
  expect(opened).toHaveLength(2);
});

it("tells every part of a lost connection, and opens again when one of them does", async () => {
  const { open, opened } = setUp();
  const part = open("/api/v1/events?jobs=mine");
  const lost = vi.fn(() => part.close());
  part.onerror = lost;
  await tick();
  opened[0]?.onerror?.();
  await tick();
  expect(lost).toHaveBeenCalledTimes(1);
  expect(opened).toHaveLength(1);
  open("/api/v1/events?jobs=mine");
  await tick();
  expect(opened).toHaveLength(2);
});

it("is a stream of the project that the page is in", async () => {
  const { open, opened } = setUp();
  open("/api/v1/projects/prj_1/events?jobs=mine");
  open("/api/v1/projects/prj_1/events?counts=evaluations");
  await tick();
  expect(opened.map(({ url }) => url)).toEqual(["/api/v1/projects/prj_1/events?jobs=mine&counts=evaluations"]);
});
