import type { Recipe } from "@/lib/domain/training/recipe";
import type { Reader } from "@/lib/training/reader";
import { loadStandIn } from "@/lib/training/stand-ins";

/** By what tokens are counted, and made: a stand-in, where nobody names the model that is to be trained. */
export function readerOf({ trainer }: Pick<Recipe, "trainer">): Promise<Reader> {
  return loadStandIn(trainer);
}
