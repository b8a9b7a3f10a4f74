/** What a user says in a dialogue, how long it is, and who wrote it: a simulator, or the name of a file. */
export type Spoken = { text: string; tokens: number; writer: string };
/** Texts of one writer that are long enough to be told, dialogues of which make one up. */
export type Pool = { text: string; dialogues: number; writer: string };

/** Below so many tokens no detector can tell who wrote a text. */
export const poolTokens = 50;

export type Pools = {
  pools: Pool[] /** Dialogues that were left over, too short for a pool of their own. */;
  leftOver: number;
};

/** Dialogues as texts of at least {@link poolTokens} tokens: short ones are joined with the next of the same writer. */
export function poolsOf(dialogues: readonly Spoken[]): Pools {
  const open = new Map<string, { texts: string[]; tokens: number }>();
  const pools: Pool[] = [];
  for (const { text, tokens, writer } of dialogues) {
    if (text.trim() === "") continue;
    const held = open.get(writer) ?? { texts: [], tokens: 0 };
    held.texts.push(text);
    held.tokens += tokens;
    open.set(writer, held);
    if (held.tokens < poolTokens) continue;
    pools.push({ text: held.texts.join("\n"), dialogues: held.texts.length, writer });
    open.delete(writer);
  }
  return { pools, leftOver: [...open.values()].reduce((sum, { texts }) => sum + texts.length, 0) };
}
