import type { Source } from "./page-events";

type Line = {
  open: () => Source;
  onData: (data: string) => void;
  onOpen?: () => void;
  /** It broke, so many times since it was open last. */
  onBreak?: (failures: number) => void;
  /** How long after so many failures it is opened again. */
  waitMs: (failures: number) => number;
};

/**
 * A stream of events that is opened again whenever it breaks. The waits are our own: the browser's gives up for good when a
 * restarting studio answers with an error.
 */
export function keepOpen({ open, onData, onOpen, onBreak, waitMs }: Line) {
  let source: Source | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  function begin() {
    clearTimeout(retry);
    source?.close();
    source = open();
    source.onopen = () => {
      failures = 0;
      onOpen?.();
    };
    source.onmessage = ({ data }) => onData(data);
    source.onerror = beginLater;
  }

  function beginLater() {
    source?.close();
    failures += 1;
    onBreak?.(failures);
    clearTimeout(retry);
    retry = setTimeout(begin, waitMs(failures));
  }

  return {
    /** Opens it; returns what closes it. */
    connect(): () => void {
      begin();
      return () => {
        clearTimeout(retry);
        source?.close();
        source = null;
      };
    },
    /** Tries again at once. */
    wake() {
      if (source) begin();
    },
  };
}
