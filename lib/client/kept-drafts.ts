import { type Guard, readStored, removeStored, writeStored } from "./stored";

export type KeptDrafts<Draft> = {
  read: (id: string) => Draft | null;
  /** What was typed on this page; null when nothing was. */
  typed: (id: string) => Draft | null;
  /** Puts a draft in place, before its item is shown again or while it is worked on. */
  keep: (id: string, draft: Draft) => void;
  /** The same of something that lay in storage elsewhere: only if it is a draft. */
  restore: (id: string, stored: unknown) => void;
  /** The studio has this draft: unless it has changed meanwhile, storage need not hold it. */
  settle: (id: string, draft: Draft) => void;
  /** What came of it is on its way. */
  forget: (id: string) => void;
};

/**
 * What a person has typed and chosen and not sent, by what it is about: on this page, and in this browser's storage,
 * so that a reload, a lost lease or an expired session costs nothing. What the guard does not know is left alone.
 */
export function keptDrafts<Draft>(name: string, isDraft: Guard<Draft>): KeptDrafts<Draft> {
  /** Newer than anything that was served before it. */
  const typed = new Map<string, Draft>();
  const keyOf = (id: string) => `realchat.${name}.${id}`;
  function keep(id: string, draft: Draft) {
    typed.set(id, draft);
    writeStored(keyOf(id), draft);
  }
  return {
    keep,
    read(id) {
      const here = typed.get(id);
      if (here !== undefined) return here;
      const stored = readStored(keyOf(id));
      return isDraft(stored) ? stored : null;
    },
    typed: (id) => typed.get(id) ?? null,
    restore(id, stored) {
      if (isDraft(stored)) keep(id, stored);
    },
    settle(id, draft) {
      if (typed.get(id) === draft) removeStored(keyOf(id));
    },
    forget(id) {
      typed.delete(id);
      removeStored(keyOf(id));
    },
  };
}
