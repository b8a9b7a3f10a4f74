/** Paths that the studio puts behind a base URL itself. */
const pasted = /\/(?:chat\/completions|completions|responses|embeddings|models)\/*$/i;

/** What is wrong with a base URL, in words, with what to do; null when it can be used. */
export function faultOfBaseUrl(baseUrl: string): string | null {
  if (/[\s\p{C}]/u.test(baseUrl)) return "It holds a space or an invisible character; type it instead of pasting it";
  if (!URL.canParse(baseUrl)) return "A base URL like https://api.openai.com/v1 or http://127.0.0.1:8000/v1";
  const url = new URL(baseUrl);
  if (url.username !== "" || url.password !== "")
    return "Leave the user name and password out; a key goes into its own field";
  if (url.hash !== "") return "Leave out what follows the #";
  const others = [...url.searchParams.keys()].filter((name) => name !== "api-version");
  if (others.length > 0) return "Of a query only api-version may stand here; a key goes into its own field";
  if (pasted.test(url.pathname)) return "End it before /chat/completions and the like: the studio puts that behind it";
  if (/https?:/i.test(url.pathname) || /(\/[^/]+(?:\/[^/]+)*)\1\/*$/.test(url.pathname))
    return "Its path stands there twice";
  return null;
}
