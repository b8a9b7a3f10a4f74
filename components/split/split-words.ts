import type { ClusterKind, SplitPart } from "@/lib/domain/training/split-spec";

export const partWords: Record<SplitPart, string> = { train: "Train", validation: "Validation", test: "Test" };

type KindWords = {
  /** What dialogues have in common, as a checkbox says it. */
  label: string;
  hint: string;
  /** What several dialogues share, in a sentence. */
  one: string;
  many: string;
};

/** In the order of the form. */
export const kindWords: Record<ClusterKind, KindWords> = {
  source_user: {
    label: "User of the source",
    hint: "Imported dialogues of one person, by the hash that the import keeps",
    one: "user",
    many: "users",
  },
  seed: { label: "Seed", hint: "Dialogues of runs that began from one seed", one: "seed", many: "seeds" },
  conversation: {
    label: "Conversation of the file",
    hint: "Pieces of one conversation that was cut before it came",
    one: "conversation",
    many: "conversations",
  },
  duplicate: {
    label: "Near-duplicates",
    hint: "Dialogues that say nearly the same",
    one: "group of near-duplicates",
    many: "groups of near-duplicates",
  },
  opening: {
    label: "Nearly the same first question",
    hint: "Dialogues that open alike and go on differently",
    one: "group of alike openings",
    many: "groups of alike openings",
  },
  topic: { label: "Topic", hint: "Dialogues with one of the tags below", one: "topic", many: "topics" },
};

export const kinds = Object.keys(kindWords) as ClusterKind[];
