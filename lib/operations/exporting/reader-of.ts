import type { Recipe } from "@/lib/domain/training/recipe";
import type { Reader } from "@/lib/training/reader";
import { hasOwnWords, loadStandIn, ownWords } from "@/lib/training/stand-ins";
import { openTokenizer } from "../tokenizers/open-tokenizer";

/** By what tokens are counted, and made: a stand-in, where nobody names the model that is to be trained. */
export async function readerOf({ trainer, tokenizerId }: Pick<Recipe, "trainer" | "tokenizerId">): Promise<Reader> {
  if (tokenizerId === null) return loadStandIn(trainer);
  const { tokenizer, template } = await openTokenizer(tokenizerId);
  return { tokenizer, template: hasOwnWords(trainer) ? ownWords : template };
}
