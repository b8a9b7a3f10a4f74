import { hideSecrets } from "./secrets";

const usualLength = 200;
/** Hiding secrets looks at every letter; nobody reads more than the excerpt of it. */
const mostRead = 4_000;

/** Enough to recognise the trouble; no secret, no control characters, nothing long. */
export function excerpt(text: string, { secrets }: { secrets: readonly string[] }, length = usualLength): string {
  const clean = hideSecrets(text.slice(0, mostRead).replace(/\p{C}+/gu, " "), secrets);
  return clean.length > length ? `${clean.slice(0, length).replace(/[\ud800-\udbff]$/, "")}…` : clean;
}
