import { type FoundName, findNames } from "./find-names";
import { type IsWord, type NameTree, prepareNames } from "./prepare-names";

/** What stands where a name was. */
export const nameMask = "[name hidden]";

/** The names that raters of an evaluation are not to read, ready to be looked for. */
export class HiddenNames {
  private readonly tree: NameTree;

  constructor(
    names: readonly string[],
    private readonly isWord: IsWord,
  ) {
    this.tree = prepareNames(names, isWord);
  }

  /** A text without the names that give a model or its maker away; all else stays byte for byte. */
  mask(text: string): { text: string; found: number } {
    const hidden = this.find(text).filter(({ verdict }) => verdict === "hide");
    const pieces: string[] = [];
    let at = 0;
    for (const { start, end } of hidden) {
      pieces.push(text.slice(at, start), nameMask);
      at = end;
    }
    return { text: hidden.length === 0 ? text : pieces.join("") + text.slice(at), found: hidden.length };
  }

  /** What is hidden, and what only a person can tell to be a name or an ordinary word. */
  find(text: string): FoundName[] {
    return findNames(text, this.tree, this.isWord);
  }
}
