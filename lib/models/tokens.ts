import type { CountTokens } from "@/lib/domain/chat-model";

let counter: Promise<CountTokens> | undefined;

/** What counts where nobody names a tokenizer; told beside the figures that it gives. */
export const countingTokenizer = "o200k_base";

/**
 * Counts in tokens of o200k_base, the nearest public stand-in for models whose tokenizer is unknown. The tables
 * (0.3 s to load) are imported on first use only.
 */
export function loadTokenCounter(): Promise<CountTokens> {
  counter ??= openCounter();
  return counter;
}

async function openCounter(): Promise<CountTokens> {
  const [{ countTokens }, { O200K_TOKEN_SPLIT_REGEX: words }] = await Promise.all([
    import("gpt-tokenizer/encoding/o200k_base"),
    import("gpt-tokenizer/esm/encodingParams/constants"),
  ]);
  // A dialogue may talk about "<|endoftext|>"; as text it is counted, never refused or read as a control token.
  const asPlainText = { allowedSpecial: new Set<string>(), disallowedSpecial: new Set<string>() };
  const ofWords = new Map<string, number>();
  // No token goes across the words into which the encoding splits a text first, and most of them were met before.
  const count: CountTokens = (text) => {
    let tokens = 0;
    for (const word of text.match(words) ?? []) {
      let ofWord = ofWords.get(word);
      if (ofWord === undefined) {
        ofWord = countTokens(word, asPlainText);
        if (ofWords.size >= mostWords) ofWords.clear();
        ofWords.set(word, ofWord);
      }
      tokens += ofWord;
    }
    return tokens;
  };
  return remember((text) => (unbroken.test(text) ? sum(pieces(text).map(count)) : count(text)));
}

/** Each prompt repeats the transcript so far: without a memory, counting costs the square of a dialogue's length. */
function remember(count: CountTokens): CountTokens {
  const known = new Map<string, number>();
  let units = 0;
  return (text) => {
    if (text.length < shortest) return count(text);
    const remembered = known.get(text);
    if (remembered !== undefined) return remembered;
    const tokens = count(text);
    if (known.size >= most || units >= mostUnits) {
      known.clear();
      units = 0;
    }
    known.set(text, tokens);
    units += text.length;
    return tokens;
  };
}

/** Shorter texts, such as single tokens, are counted faster than remembered. */
const shortest = 64;
const most = 8_192;
/** Whole prompts of one text would fill the memory otherwise. */
const mostUnits = 16 * 1024 * 1024;
/** Some megabytes. */
const mostWords = 32_768;

/** Merging a run without a break takes quadratic time: 80,000 letters "a" would hold the worker for 4.6 s. */
const unbroken = /\S{1000}|\s{1000}/;

/** Cutting costs at most a token of error per piece. */
function pieces(text: string): string[] {
  return text.match(/.{1,1000}/gsu) ?? [];
}

function sum(counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
