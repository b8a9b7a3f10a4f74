import type { DialogueStatus, EndReason, Speaker, TurnFlag, TurnOrigin, Verdict } from "@/lib/domain/dialogue";

/** The studio's closed sets as a person reads them. */
export const speakerWords: Record<Speaker, string> = { user: "User", assistant: "Assistant" };

export const statusWords: Record<DialogueStatus, string> = {
  queued: "Waiting",
  running: "Being written",
  paused: "Paused",
  parked: "Parked",
  ended: "Ended",
};

export const endReasonWords: Record<EndReason, { label: string; sentence: string }> = {
  context_budget: {
    label: "Context full",
    sentence: "The next user turn would not have fitted into the context budget.",
  },
  empty_turn: { label: "Nothing more to ask", sentence: "The user had nothing more to ask." },
  round_cap: { label: "Round cap", sentence: "The dialogue reached the number of rounds it was allowed." },
  end_phrase: { label: "Goodbye", sentence: "The user said goodbye." },
  repetition: { label: "Repetition", sentence: "The user simulator repeated an earlier turn." },
  person: { label: "A person", sentence: "A person ended the dialogue." },
  run_stopped: { label: "Run stopped", sentence: "The whole run was stopped." },
  budget: { label: "Budget spent", sentence: "The run's budget was used up." },
};

export const flagWords: Record<TurnFlag, { label: string; sentence: string }> = {
  answers_like_assistant: { label: "Role slip", sentence: "The user answers like an assistant." },
  leaks_reasoning: { label: "Leaks reasoning", sentence: "Hidden reasoning stands in the text." },
  leaks_template: { label: "Leaks template", sentence: "Pieces of the prompt template stand in the text." },
  repeats_opening: { label: "Repeats opening", sentence: "It says again what opened the dialogue." },
  near_empty: { label: "Near empty", sentence: "There is hardly any text." },
  switches_language: { label: "Switches language", sentence: "The language changes against the turns before." },
  cut_by_length: { label: "Cut off", sentence: "The model reached its limit of tokens in mid-turn." },
  repaired_text: {
    label: "Lost letters",
    sentence: "Letters were lost, and \uFFFD stands in their place; of a model's reply, the raw text is kept.",
  },
  writes_both_speakers: { label: "Both speakers", sentence: "The turn goes on to write what the other side says." },
  announces_message: { label: "Announces a message", sentence: "The turn hands over a message instead of being one." },
  odd_usage: {
    label: "Odd usage",
    sentence: "The endpoint reported more tokens than there can be; fewer are counted.",
  },
  flagged_by_person: { label: "Flagged", sentence: "A person flagged this turn." },
  rejected_by_person: { label: "Rejected", sentence: "A person rejected this version; no export holds it." },
};

export const originWords: Record<TurnOrigin, string> = {
  seed: "from the seed set",
  model: "by a model",
  person: "by a person",
  imported: "from a file",
  kept: "kept after an edit above",
};

export const verdictWords: Record<Verdict, string> = { accepted: "Accepted", rejected: "Rejected" };

/** What to write for a key of a counted record, whose keys the wire does not close. */
export function wordFor(words: Record<string, string | { label: string }>, key: string): string {
  const found = words[key];
  if (found === undefined) return key.replaceAll("_", " ");
  return typeof found === "string" ? found : found.label;
}

/** Reasons offered for a rejection; the first nine answer to the digits. */
export const rejectReasons = [
  "Not what a person would say",
  "Off topic",
  "Repeats itself",
  "Wrong or made up",
  "Not helpful",
  "Unsafe",
  "Wrong language",
  "Broken text",
  "Too long or too short",
] as const;
