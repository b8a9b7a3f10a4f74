/**
 * Names that give a model or its maker away, besides those of the candidates themselves. Names that are words of every
 * day as well (Koala, Falcon, Gemini) are left out, since a text about animals or stars must stay what it is.
 */
const wellKnown = [
  ...["ChatGPT", "GPT-3", "GPT-3.5", "GPT-4", "GPT-4o", "GPT-5", "OpenAI", "Claude", "Anthropic", "Google Gemini"],
  ...[
    "Gemini Pro",
    "Google Bard",
    "DeepMind",
    "Llama-2",
    "Llama-3",
    "Code Llama",
    "Meta AI",
    "Vicuna",
    "LMSYS",
    "Baize",
  ],
  ...["UltraLLaMA", "UltraLM", "ReaLM", "PlatoLM", "UserGPT", "Mistral", "Mixtral", "Qwen", "Tongyi", "DeepSeek"],
  ...["ChatGLM", "Zhipu", "Baichuan", "InternLM", "OpenAssistant", "StableLM", "SmolLM", "Hugging Face", "xAI"],
  ...["WizardLM", "Moonshot AI", "Ernie Bot", "Doubao"],
];

/** What stands where a name was. */
export const nameMask = "[name hidden]";

/**
 * Replaces every name of a model or maker, in any case and however hyphens, dots, underscores and spaces are set, where
 * it stands as a word of its own. `found` is how many were replaced.
 */
export function maskNames(text: string, names: readonly string[]): { text: string; found: number } {
  const pattern = patternOf(names);
  let found = 0;
  const masked = text.replace(pattern, () => {
    found += 1;
    return nameMask;
  });
  return { text: masked, found };
}

const patterns = new Map<string, RegExp>();

function patternOf(names: readonly string[]): RegExp {
  const key = names.join("\n");
  const known = patterns.get(key);
  if (known) return known;
  const all = [...names, ...wellKnown].filter((name) => name.trim().length > 1);
  // The longest first, so that "GPT-4o" is not left with an o.
  const alternatives = [...new Set(all)].sort((a, b) => b.length - a.length).map(looselySet);
  const made = new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join("|")})(?![\\p{L}\\p{N}])`, "giu");
  if (patterns.size > 100) patterns.clear();
  patterns.set(key, made);
  return made;
}

/** A name with any or no separator between its parts: "GPT-4" is also "gpt 4" and "GPT4". */
function looselySet(name: string): string {
  const parts = name
    .trim()
    .split(/[\s\-_.]+/)
    .filter(Boolean);
  const escaped = parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  return escaped.join("[\\s\\-_.\\u2010-\\u2015]*");
}
