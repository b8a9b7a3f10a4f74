/**
 * Hands out the data of server-sent events as they come; comments and fields that the studio does not send are passed
 * over. Ends when the stream does.
 */
export async function readEvents(body: ReadableStream<Uint8Array>, onData: (data: string) => void): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const events = (rest + value).split("\n\n");
    rest = events.pop() ?? "";
    for (const event of events) if (event.startsWith("data: ")) onData(event.slice("data: ".length));
  }
}

/** What one part of a page follows: the path of its project's events, and the query that it would ask them with. */
export type Part = { url: string; onOpen: () => void; onData: (frame: string) => void; onError: () => void };

/** One stream of several parts, in their order; what it returns closes it. */
export type OpenStream = (
  path: string,
  follow: Record<string, string>[],
  hear: { onOpen: () => void; onData: (place: number, frame: string) => void; onError: () => void },
) => () => void;

/** A page that opens has its parts join one after another. */
const settleMs = 30;

type Stream = { urls: string[]; parts: ReadonlySet<Part>; close: () => void };

/**
 * One event stream for whatever follows something, however many windows that is in: a browser has six connections to a
 * studio. Two parts that follow the same share their place in it. The stream is opened anew when another part joins or
 * leaves; each subscription begins with the state as it is, so nothing is lost. There is one stream for each project.
 */
export function shareEvents(openStream: OpenStream = openByFetch) {
  const parts = new Set<Part>();
  const streams = new Map<string, Stream>();
  let reopening = false;

  /** After all parts of one moment have joined or left; a little later where that ends a stream that others hear. */
  function reopenSoon(): void {
    if (reopening) return;
    reopening = true;
    const work = () => {
      reopening = false;
      for (const path of new Set([...streams.keys(), ...[...parts].map(({ url }) => pathOf(url))])) reopen(path);
    };
    if (streams.size === 0) queueMicrotask(work);
    else setTimeout(work, settleMs);
  }

  function reopen(path: string): void {
    const there = new Set([...parts].filter(({ url }) => pathOf(url) === path));
    const urls = [...new Set([...there].map(({ url }) => url))].toSorted();
    const before = streams.get(path);
    // Whoever joins needs the state as it is, also of what others follow already; who leaves may leave all as it was.
    const hasJoined = [...there].some((part) => !before?.parts.has(part));
    if (before && !hasJoined && before.urls.join("\n") === urls.join("\n")) return;
    before?.close();
    streams.delete(path);
    if (urls.length === 0) return;
    const mine: Stream = { urls, parts: there, close: () => undefined };
    streams.set(path, mine);
    const those = (place?: number) =>
      [...parts].filter(({ url }) => (place === undefined ? urls.includes(url) : url === urls[place]));
    mine.close = openStream(path, urls.map(queryOf), {
      onOpen: () => streams.get(path) === mine && those().forEach((part) => void part.onOpen()),
      onData: (place, frame) => streams.get(path) === mine && those(place).forEach((part) => void part.onData(frame)),
      onError() {
        if (streams.get(path) !== mine) return;
        streams.delete(path);
        // Each part opens itself anew when it thinks fit.
        for (const part of those()) {
          parts.delete(part);
          part.onError();
        }
      },
    });
  }

  return {
    join(part: Part): void {
      parts.add(part);
      reopenSoon();
    },
    leave(part: Part): void {
      if (parts.delete(part)) reopenSoon();
    },
  };
}

const pathOf = (url: string) => new URL(url, "http://studio.invalid").pathname;

const queryOf = (url: string) => Object.fromEntries(new URL(url, "http://studio.invalid").searchParams);

/** Not by an EventSource: what all windows of a browser follow is more than an address can hold. */
const openByFetch: OpenStream = (path, follow, { onOpen, onData, onError }) => {
  const page = new AbortController();
  void (async () => {
    try {
      const response = await fetch(path, {
        method: "POST",
        headers: { "content-type": "application/json", accept: "text/event-stream" },
        body: JSON.stringify({ follow }),
        signal: page.signal,
      });
      if (response.ok && response.body) {
        onOpen();
        await readEvents(response.body, (data) => {
          const end = data.indexOf(" ");
          onData(Number(data.slice(0, end)), data.slice(end + 1));
        });
      }
    } catch {
      // The line was lost, or it was closed from here.
    }
    if (!page.signal.aborted) onError();
  })();
  return () => page.abort();
};
