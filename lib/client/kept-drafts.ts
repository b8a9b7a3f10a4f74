import { onLeft } from "./left-project";
import { isMadeIn, type MadeIn } from "./made-in";
import { personHere, projectHere } from "./project-here";
import { type Guard, isFields, isText, readStored, removeStored, storedKeys, writeStored } from "./stored";

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

const draftNames = ["review", "vote", "composer"] as const;
export type DraftName = (typeof draftNames)[number];

/** A draft as it lies in storage, with where and by whom it was made; versions before kept the draft alone. */
type Stored<Draft> = { project: MadeIn; personId: string; draft: Draft };

/**
 * What a person has typed and chosen and not sent, by what it is about: on this page, and in this browser's storage,
 * so that a reload, a lost lease or an expired session costs nothing. What the guard does not know is left alone.
 */
export function keptDrafts<Draft>(name: DraftName, isDraft: Guard<Draft>): KeptDrafts<Draft> {
  /** Newer than anything that was served before it. */
  const typed = new Map<string, Draft>();
  const keyOf = (id: string) => `realchat.${name}.${id}`;
  function keep(id: string, draft: Draft) {
    typed.set(id, draft);
    const stored: Stored<Draft> = { project: projectHere(), personId: personHere(), draft };
    writeStored(keyOf(id), stored);
  }
  // Also what the studio has: it is out of reach now.
  onLeft(() => {
    for (const [id, draft] of typed) keep(id, draft);
  });
  return {
    keep,
    read(id) {
      const here = typed.get(id);
      if (here !== undefined) return here;
      const stored = readStored(keyOf(id));
      const draft = isStored(stored) ? stored.draft : stored;
      return isDraft(draft) ? draft : null;
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

/** A draft in this browser, of whatever kind. */
export type KeptDraft = Stored<unknown> & { key: string; name: DraftName };

/** What one person has typed in this browser and not sent, in every project. Others at it have theirs to themselves. */
export function draftsOf(personId: string): KeptDraft[] {
  return draftNames.flatMap((name) =>
    storedKeys(`realchat.${name}.`).flatMap((key) => {
      const stored = readStored(key);
      return isStored(stored) && stored.personId === personId ? [{ ...stored, key, name }] : [];
    }),
  );
}

/** Of drafts that versions before kept, no kind has a field called "draft". */
function isStored(stored: unknown): stored is Stored<unknown> {
  return isFields(stored) && "draft" in stored && isMadeIn(stored.project) && isText(stored.personId);
}
