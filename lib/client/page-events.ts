import { lookWhetherLeft } from "./left-project";

/** What is used of an EventSource. */
export type Source = {
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: string }) => void) | null;
  onerror: (() => void) | null;
};
type Part = Source & { path: string; params: URLSearchParams };

/** The browser's own, whose handlers are given more than anybody here reads. */
function openEventSource(url: string): Source {
  return new EventSource(url) as unknown as Source;
}

/** Which part of a page a frame is for: news have names of their own, all else is of dialogues. */
const parameterOf: Record<string, string> = { job: "jobs", results: "results", counts: "counts" };

/**
 * The one event stream of a page, shared by whatever on it follows something: a browser opens only a few connections. It
 * is opened anew when another part joins or leaves; each subscription begins with the state as it is, so nothing is lost.
 *
 * @param onBroken - told when it ended without anybody here wanting that
 */
export function createPageEvents(openSource: (url: string) => Source, onBroken: () => void = () => undefined) {
  const parts = new Set<Part>();
  let source: Source | null = null;
  let reopening = false;
  let openUrl = "";

  /** After all parts of one moment have joined or left. */
  function reopenSoon(): void {
    if (reopening) return;
    reopening = true;
    queueMicrotask(() => {
      reopening = false;
      reopen();
    });
  }

  function reopen(): void {
    const url = wanted();
    if (source && url === openUrl) return;
    source?.close();
    source = null;
    openUrl = url;
    if (url === "") return;
    const mine = openSource(url);
    source = mine;
    mine.onopen = () => {
      for (const part of parts) part.onopen?.();
    };
    mine.onmessage = (event) => {
      const { type } = JSON.parse(event.data) as { type: string };
      const name = parameterOf[type];
      for (const part of parts) {
        const isFor = name ? part.params.has(name) : !isNewsOnly(part.params);
        if (isFor) part.onmessage?.(event);
      }
    };
    mine.onerror = () => {
      mine.close();
      if (source === mine) {
        source = null;
        openUrl = "";
      }
      onBroken();
      // Each part opens itself anew when it thinks fit.
      for (const part of [...parts]) part.onerror?.();
    };
  }

  function wanted(): string {
    const all = new URLSearchParams();
    // All parts of a page are in its project, and so at one path.
    const [first] = parts;
    for (const { params } of parts) for (const [name, value] of params) all.set(name, both(name, all.get(name), value));
    return first ? `${first.path}?${all}` : "";
  }

  return function open(url: string): Source {
    const { pathname: path, searchParams: params } = new URL(url, "http://studio.invalid");
    const part: Part = {
      path,
      params,
      onopen: null,
      onmessage: null,
      onerror: null,
      close() {
        if (parts.delete(part)) reopenSoon();
      },
    };
    parts.add(part);
    reopenSoon();
    return part;
  };
}

/** What two parts want, as one: who follows all jobs follows one's own, too; counts are of whatever is named. */
function both(name: string, one: string | null, other: string): string {
  if (one === "all" || one === null) return one ?? other;
  return name === "counts" ? [...new Set([...one.split(","), other])].join(",") : other;
}

const newsNames = new Set(Object.values(parameterOf));

function isNewsOnly(params: URLSearchParams): boolean {
  return [...params.keys()].every((name) => newsNames.has(name));
}

export const openPageEvents = createPageEvents(openEventSource, () => void lookWhetherLeft());
