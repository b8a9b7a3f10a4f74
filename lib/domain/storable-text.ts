/** What Postgres (NUL) or UTF-8 (a surrogate without its other half) cannot hold. */
const unstorable = /[\0\p{Surrogate}]/gu;

/** True for text that Postgres keeps as it is: no NUL, no half of a character pair. */
export function isStorable(text: string): boolean {
  return text.search(unstorable) === -1;
}

/** The text with every NUL and lone surrogate as U+FFFD, and whether there were any. */
export function makeSafe(text: string): { text: string; repaired: boolean } {
  const safe = text.replaceAll(unstorable, "\uFFFD");
  return { text: safe, repaired: safe !== text };
}

type SafeStream = {
  /** The part of what came so far that can be stored; a first half of a character waits for the second. */
  push(chunk: string): string;
  /** What is left when nothing more comes. */
  end(): string;
  /** Everything as it came, when something had to be repaired; else null. */
  raw(): string | null;
};

/** {@link makeSafe} for a text that comes in chunks, which may cut a character in two. */
export function createSafeStream(): SafeStream {
  let received = "";
  let held = "";
  let repaired = false;
  const release = (text: string) => {
    const safe = makeSafe(text);
    repaired ||= safe.repaired;
    return safe.text;
  };
  return {
    push(chunk) {
      received += chunk;
      const text = held + chunk;
      held = /[\uD800-\uDBFF]$/.test(text) ? text.slice(-1) : "";
      return release(text.slice(0, text.length - held.length));
    },
    end() {
      const rest = release(held);
      held = "";
      return rest;
    },
    raw: () => (repaired ? received : null),
  };
}
