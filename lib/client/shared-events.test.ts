import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type OpenStream, type Part, shareEvents } from "./shared-events";

const events = "/api/v1/projects/-/events";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  type Opened = { path: string; follow: object[]; closed: boolean } & Parameters<OpenStream>[2];
  const opened: Opened[] = [];
  const share = shareEvents((path, follow, hear) => {
    const stream = { path, follow, closed: false, ...hear };
    opened.push(stream);
    return () => {
      stream.closed = true;
    };
  });
  const join = (query: string, path = events): Part => {
    const part = { url: `${path}?${query}`, onOpen: vi.fn(), onData: vi.fn(), onError: vi.fn() };
    share.join(part);
    return part;
  };
  const open = () => opened.filter(({ closed }) => !closed);
  return { share, join, opened, open };
}

const settle = () => vi.advanceTimersByTimeAsync(50);

it("is one stream for all windows, and hands each part what it asked for", async () => {
  const { join, opened } = setUp();
  const [wall, jobs, same] = [join("scope=live&detail=tile"), join("jobs=mine"), join("jobs=mine")];
  await settle();
  expect(opened).toMatchObject([{ path: events, follow: [{ jobs: "mine" }, { scope: "live", detail: "tile" }] }]);
  opened[0]?.onOpen();
  opened[0]?.onData(1, "tile");
  opened[0]?.onData(0, "job");
  expect([wall, jobs, same].map((part) => vi.mocked(part.onData).mock.calls)).toEqual([
    [["tile"]],
    [["job"]],
    [["job"]],
  ]);
  for (const part of [wall, jobs, same]) expect(part.onOpen).toHaveBeenCalledTimes(1);
});

it("begins anew with the state as it is when a part joins, also one that follows what others do, and closes with the last", async () => {
  const { share, join, opened, open } = setUp();
  const jobs = join("jobs=mine");
  await settle();
  const again = join("jobs=mine");
  await settle();
  expect(opened.map(({ closed, follow }) => [closed, follow.length])).toEqual([
    [true, 1],
    [false, 1],
  ]);
  opened[1]?.onOpen();
  for (const part of [jobs, again]) expect(part.onOpen).toHaveBeenCalledTimes(1);
  share.leave(again);
  await settle();
  expect(opened, "who leaves what others still follow changes nothing").toHaveLength(2);
  const wall = join("scope=live");
  await settle();
  expect(opened.map(({ closed }) => closed)).toEqual([true, true, false]);
  share.leave(jobs);
  share.leave(wall);
  await settle();
  expect(open()).toEqual([]);
});

it("opens once for many parts that join in one moment beside a stream that others hear", async () => {
  const { join, opened } = setUp();
  join("jobs=mine");
  await settle();
  for (const query of ["counts=evaluations", "scope=live", "results=evl_1"]) {
    join(query);
    await Promise.resolve();
  }
  await settle();
  expect(opened).toHaveLength(2);
  expect(opened[1]?.follow).toHaveLength(4);
});

it("says nothing to a part of what was sent to a stream before", async () => {
  const { join, opened } = setUp();
  const jobs = join("jobs=mine");
  await settle();
  join("counts=evaluations");
  await settle();
  opened[0]?.onData(0, "late");
  opened[0]?.onError();
  expect(jobs.onData).not.toHaveBeenCalled();
  expect(jobs.onError).not.toHaveBeenCalled();
});

it("tells every part of a lost connection, and opens again when one of them does", async () => {
  const { share, join, opened } = setUp();
  const [one, other] = [join("jobs=mine"), join("scope=live")];
  await settle();
  opened[0]?.onError();
  await settle();
  for (const part of [one, other]) expect(part.onError).toHaveBeenCalledTimes(1);
  expect(opened).toHaveLength(1);
  share.join(one);
  await settle();
  expect(opened[1]?.follow).toEqual([{ jobs: "mine" }]);
});

it("is a stream for each project", async () => {
  const { join, open } = setUp();
  join("jobs=mine", "/api/v1/projects/prj_1/events");
  join("jobs=mine", "/api/v1/projects/prj_2/events");
  await settle();
  expect(
    open()
      .map(({ path }) => path)
      .toSorted(),
  ).toEqual(["/api/v1/projects/prj_1/events", "/api/v1/projects/prj_2/events"]);
});
