import { cleanup, configure } from "@testing-library/react";
import { afterEach, vi } from "vitest";

// A loaded machine is slow, not wrong.
configure({ asyncUtilTimeout: 20_000 });

// No test asks the network: what outlives its fake studio (an outbox that tries again) waits for an answer that never comes.
globalThis.fetch = () => new Promise(() => undefined);

/** After each test in the DOM of Node: nothing rendered, nothing stored, the real clock and no studio again. */
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  localStorage.clear();
  sessionStorage.clear();
});
