import type { Dispatcher } from "undici";

type ResponseHeaders = Parameters<NonNullable<Dispatcher.DispatchHandler["onResponseStart"]>>[2];

/** How an answer begins. */
export type Head = { status: number; headers: ResponseHeaders };

/** The bytes of an answer, as they come. */
export type AnswerBody = {
  /** All that has arrived since the last read, in one piece; null when nothing more comes. Throws what broke the answer off. */
  read(): Promise<Uint8Array | null>;
  /** Drops the rest: the connection is closed, unless the answer ends by itself within `graceMs`, after which it serves the next call. */
  leave(graceMs?: number): void;
};

/** Of bytes that nobody has read: more make the endpoint wait. */
const mostWaiting = 256 * 1024;
/** Of bytes that are let go by before a connection is given up that may serve another call. */
const mostDropped = 64 * 1024;

/** What has arrived and was not read. */
function createBacklog() {
  let pieces: Uint8Array[] = [];
  let bytes = 0;
  return {
    /** How much there is with it. */
    add(piece: Uint8Array): number {
      pieces.push(piece);
      bytes += piece.length;
      return bytes;
    },
    /** All of it in one piece; null when there is nothing. */
    take(): Uint8Array | null {
      const [first, ...others] = pieces;
      pieces = [];
      bytes = 0;
      return first && others.length > 0 ? Buffer.concat([first, ...others]) : (first ?? null);
    },
  };
}

function createBeginning() {
  let resolve: (head: Head) => void = () => {};
  let reject: (reason: unknown) => void = () => {};
  const head = new Promise<Head>((...ways) => {
    [resolve, reject] = ways;
  });
  return { head, resolve, reject };
}

/** Takes one answer from undici's dispatcher, without the streams that stand between it and a reader elsewhere. */
export function takeAnswer(signal: AbortSignal): {
  handler: Dispatcher.DispatchHandler;
  head: Promise<Head>;
  body: AnswerBody;
} {
  let controller: Dispatcher.DispatchController | undefined;
  const backlog = createBacklog();
  let dropped = 0;
  let state: "open" | "left" | "over" = "open";
  let failure: { reason: unknown } | null = null;
  const beginning = createBeginning();
  let wake: (() => void) | undefined;
  let grace: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener("abort", giveUp, { once: true });

  /** At once, also while the connection is still being made. */
  function giveUp(): void {
    const reason = signal.aborted ? signal.reason : new Error("The rest is not wanted.");
    controller?.abort(reason);
    end({ reason });
  }

  function end(why: typeof failure): void {
    if (state === "over") return;
    failure = why;
    state = "over";
    clearTimeout(grace);
    signal.removeEventListener("abort", giveUp);
    if (why) beginning.reject(why.reason);
    wake?.();
  }

  async function read(): Promise<Uint8Array | null> {
    for (;;) {
      signal.throwIfAborted();
      const piece = backlog.take();
      if (piece) {
        controller?.resume();
        return piece;
      }
      if (failure) throw failure.reason;
      if (state === "over") return null;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }

  function leave(graceMs = 0): void {
    if (state !== "open") return;
    state = "left";
    backlog.take();
    grace = graceMs === 0 ? undefined : setTimeout(giveUp, graceMs).unref();
    if (grace) controller?.resume();
    else giveUp();
  }

  const handler: Dispatcher.DispatchHandler = {
    onRequestStart(by) {
      controller = by;
      if (state === "over") by.abort(new Error("Given up before it began."));
    },
    onResponseStart(_, status, headers) {
      if (status >= 200) beginning.resolve({ status, headers }); // before it, there may be informational ones
    },
    onResponseData(by, chunk) {
      if (state === "left") {
        dropped += chunk.length;
        if (dropped > mostDropped) giveUp();
        return;
      }
      if (backlog.add(chunk) > mostWaiting) by.pause();
      wake?.();
    },
    onResponseEnd: () => end(null),
    onResponseError: (_, reason) => end({ reason }),
  };
  return { handler, head: beginning.head, body: { read, leave } };
}
