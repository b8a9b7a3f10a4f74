import type { Speaker } from "./dialogue";

/** A dialogue as a file gives it, for every format: what was said in its order, whoever began. */
export type GivenDialogue = {
  /** As the file calls it. */
  id: string | null;
  turns: { speaker: Speaker; text: string }[];
  /** As it stood in the file, with all that is not read here. */
  record: unknown;
};
