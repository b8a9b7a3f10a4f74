import { cleanup } from "@testing-library/react";
import { afterEach, vi } from "vitest";

/** After each test in the DOM of Node: nothing rendered, nothing stored, the real clock and the real network again. */
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  localStorage.clear();
  sessionStorage.clear();
});
