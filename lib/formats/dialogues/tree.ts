import type { Aside, GivenTurn } from "@/lib/domain/dialogue-in-file";

/** What a tree of a file has at one place: a turn, something between turns, or nothing that is kept. */
export type TreeNode = {
  turn: Pick<GivenTurn, "speaker" | "text" | "reasoning"> | null;
  aside: Aside | null;
  children: readonly TreeNode[];
};

/**
 * The turns of a tree, each after the one that it follows, children in their order. `head` is the end of the way that
 * takes the child that `chosen` names at each place, the first one unless told. Holds no recursion: a tree may be as deep
 * as a file likes.
 */
export function turnsOfTree(
  root: TreeNode,
  chosen: (node: TreeNode) => TreeNode | undefined = ({ children }) => children[0],
): { turns: GivenTurn[]; head: number | null } {
  const turns: GivenTurn[] = [];
  const placeOf = new Map<TreeNode, number | null>();
  const waiting: { node: TreeNode; parent: number | null; asides: Aside[] }[] = [
    { node: root, parent: null, asides: [] },
  ];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, parent } = next;
    const asides = node.aside ? [...next.asides, node.aside] : next.asides;
    const place = node.turn ? turns.push({ ...node.turn, trained: true, parent, asides }) - 1 : parent;
    placeOf.set(node, place);
    // Backwards, so that the first child is the next one taken.
    for (const child of [...node.children].reverse())
      waiting.push({ node: child, parent: place, asides: node.turn ? [] : asides });
  }
  let end: TreeNode = root;
  for (let next = chosen(end); next; next = chosen(next)) end = next;
  return { turns, head: placeOf.get(end) ?? null };
}
