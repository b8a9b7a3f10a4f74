/**
 * Translators built into browsers put the words of a page into elements of their own, and React then removes, or puts
 * something before, what is no longer where it was: the whole page would stop with an error. What has been moved stays
 * where the translator put it; the next drawing of that part replaces it.
 */
export function bearTranslators(prototype: Pick<Node, "removeChild" | "insertBefore"> = Node.prototype): void {
  const { removeChild, insertBefore } = prototype;

  prototype.removeChild = function <T extends Node>(this: Node, child: T): T {
    if (child.parentNode === this) return removeChild.call(this, child) as T;
    // A text that was wrapped: the wrapping goes, so that the old words do not stay beside the new ones.
    const wrapped = child.parentNode;
    if (wrapped?.parentNode === this) removeChild.call(this, wrapped);
    return child;
  };

  prototype.insertBefore = function <T extends Node>(this: Node, node: T, before: Node | null): T {
    if (before === null || before.parentNode === this) return insertBefore.call(this, node, before) as T;
    const wrapped = before.parentNode;
    return insertBefore.call(this, node, wrapped?.parentNode === this ? wrapped : null) as T;
  };
}
