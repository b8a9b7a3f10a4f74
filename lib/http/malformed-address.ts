import { beforeNext } from "./before-next";

/** The route that answers for addresses that cannot be read. */
export const malformedAddress = "/api/malformed-address";

/** Whether a path holds percent signs that stand for no text, as in `/%` or `/%E0%A4%A`. */
export function isMalformed(url: string): boolean {
  try {
    decodeURIComponent(url.replace(/[?#].*$/s, ""));
    return false;
  } catch {
    return true;
  }
}

/** Sends requests for such addresses to one route, before Next, which would call them faults of its own (500). */
export function answerMalformedAddresses(): void {
  beforeNext(({ request }) => {
    if (request.url !== undefined && isMalformed(request.url)) request.url = malformedAddress;
  });
}
