import { cleanup, configure } from "@testing-library/react";
import { afterEach, vi } from "vitest";

// A loaded machine is slow, not wrong.
configure({ asyncUtilTimeout: 20_000 });

/** After each test in the DOM of Node: nothing rendered, nothing stored, the real clock and the real network again. */
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  localStorage.clear();
  sessionStorage.clear();
});
