import type { Choice, Chunk } from "./reply-chunk";

type Fields = Record<string, unknown>;

/**
 * A chunk of the shapes that nearly all are of (one choice with a plain delta or text, or the usage), read without its schema,
 * which takes ten times as long; the same as `chunkSchema` makes of it. Null where anything is unusual: the schema tells then.
 */
export function plainChunk(parsed: unknown): Chunk | null {
  if (!isFields(parsed) || !isAbsent(parsed.error) || !Array.isArray(parsed.choices)) return null;
  const { choices, usage } = parsed;
  if (choices.length > 1) return null;
  const read = choices.length === 0 ? null : plainChoice(choices[0]);
  if (choices.length === 1 && read === null) return null;
  const counted = isAbsent(usage) ? null : plainUsage(usage);
  if (!isAbsent(usage) && counted === null) return null;
  return { choices: read ? [read] : [], usage: counted };
}

function plainUsage(usage: unknown): Chunk["usage"] {
  if (!isFields(usage)) return null;
  const { prompt_tokens: promptTokens, completion_tokens: completionTokens } = usage;
  return isCount(promptTokens) && isCount(completionTokens) ? { promptTokens, completionTokens } : null;
}

function plainChoice(choice: unknown): Choice | null {
  if (!isFields(choice) || !isAbsent(choice.message) || !isAbsent(choice.error)) return null;
  const { index, delta, text, finish_reason } = choice;
  if (!isAbsent(index) && index !== 0) return null;
  if (!isAbsent(text) && typeof text !== "string") return null;
  if (!isAbsent(finish_reason) && typeof finish_reason !== "string") return null;
  const said = isAbsent(delta) ? null : plainDelta(delta);
  if (!isAbsent(delta) && said === null) return null;
  return { index: 0, delta: said, text, finish_reason };
}

function plainDelta(delta: unknown): Choice["delta"] {
  if (!isFields(delta)) return null;
  let text = "";
  /** Servers that send a thought under two names send the same: the first in the order of names counts. */
  let [long, short] = ["", ""];
  for (const name in delta) {
    const value = delta[name];
    if (name === "role" || isAbsent(value)) continue;
    if (typeof value !== "string") return null;
    if (name === "content") text = value;
    else if (name === "reasoning_content") long = value;
    else if (name === "reasoning") short = value;
    else if (value !== "") return null;
  }
  return { text, reasoning: long || short, refusal: "", callsTool: false };
}

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isAbsent = (value: unknown): value is null | undefined => value === null || value === undefined;
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
