import type { Dialogue, Speaker, Turn } from "./dialogue";
import type { Job } from "./job";

/** A turn while it is being written. */
export type Draft = { turnId: string; parentId: string | null; speaker: Speaker; text: string; reasoning: string };

/** What a watcher holds of one dialogue. */
export type LiveDialogue = { dialogue: Dialogue; turns: Turn[]; draft: Draft | null };

/**
 * What travels on the one event stream of a page. Every subscription begins with a `snapshot` per dialogue; what
 * follows can be applied twice or late without harm: turns are merged by id, dialogues by version, deltas by offset.
 */
export type LiveFrame =
  | { type: "snapshot"; id: string; live: LiveDialogue }
  /** A durable change: the dialogue as it is now, and the turns that came since the last one. */
  | { type: "change"; id: string; dialogue: Dialogue; turns: Turn[] }
  /** More of the draft; `at` is where in the draft's text (or reasoning) it begins, in UTF-16 units. */
  | {
      type: "delta";
      id: string;
      turnId: string;
      parentId: string | null;
      speaker: Speaker;
      at: number;
      text: string;
      reasoning: boolean;
    };

/** What else travels on that stream: state, too, and harmless when it comes twice or late. */
export type NewsFrame =
  | { type: "job"; id: string; job: Job }
  /**
   * Of an evaluation: the version that its votes have, and when figures were computed last (ms). Either grows when there is
   * something new to ask for.
   */
  | { type: "results"; id: string; votesVersion: number; computed: number }
  /**
   * Of all evaluations, of the comparing of near-duplicates, of what is decided and written, or of what is measured of data
   * sets: another mark, and there is something else to ask for.
   */
  | { type: "counts"; id: CountedNoun; mark: string };

/** Whose counts a page can follow. */
export const countedNouns = ["evaluations", "duplicates", "dialogues", "figures"] as const;
export type CountedNoun = (typeof countedNouns)[number];
