import type { ModelFiles } from "@/lib/domain/training/tokenizer";

type Mark = { content: string; lstrip?: boolean; rstrip?: boolean; special?: boolean; single_word?: boolean };

/** The files of a model that reads byte by byte, but for its marks and a few words. */
export function smallModel({
  marks = [{ content: "<|turn|>" }, { content: "<|over|>" }],
  words = ["the", "Ġsky"],
  template = "{% for m in messages %}<|turn|>{{ m.role }}\n{{ m.content }}<|over|>\n{% endfor %}{% if add_generation_prompt %}<|turn|>assistant\n{% endif %}",
  preTokenizer = { type: "ByteLevel", add_prefix_space: false, trim_offsets: true, use_regex: true },
}: {
  marks?: Mark[];
  words?: string[];
  template?: string | null;
  preTokenizer?: object;
} = {}): ModelFiles {
  const merges: [string, string][] = [];
  const tokens = byteLetters();
  for (const word of words)
    for (let end = 2; end <= word.length; end++) {
      const made = word.slice(0, end);
      if (tokens.includes(made)) continue;
      merges.push([word.slice(0, end - 1), word.slice(end - 1, end)]);
      tokens.push(made);
    }
  const usual = { lstrip: false, rstrip: false, single_word: false, normalized: false, special: true };
  const tokenizer = {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: marks.map((mark, i) => ({ id: tokens.length + i, ...usual, ...mark })),
    normalizer: null,
    pre_tokenizer: preTokenizer,
    post_processor: null,
    decoder: { type: "ByteLevel", add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: "BPE",
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: false,
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      merges,
    },
  };
  const config = { tokenizer_class: "PreTrainedTokenizerFast", eos_token: marks[1]?.content ?? null };
  return { tokenizer: JSON.stringify(tokenizer), config: JSON.stringify(config), template };
}

/** How byte-level vocabularies write the 256 bytes. */
function byteLetters(): string[] {
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => {
    const reads = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    return String.fromCharCode(reads ? byte : next++);
  });
}
