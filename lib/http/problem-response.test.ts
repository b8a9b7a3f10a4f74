import { afterEach, expect, it, vi } from "vitest";
import { log } from "@/lib/base/log";
import { problemResponse } from "./problem-response";

afterEach(() => vi.restoreAllMocks());

it("a bug is logged, a request that its sender gave up is no trouble", () => {
  const said = vi.spyOn(log, "error").mockImplementation(() => {});
  const cut = Object.assign(new Error("aborted"), { code: "ECONNRESET" });
  expect(problemResponse(cut, "req_1").status).toBe(500);
  expect(said).not.toHaveBeenCalled();
  const lost = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
  for (const error of [new Error("aborted"), lost]) problemResponse(error, "req_2");
  expect(said).toHaveBeenCalledTimes(2);
});
