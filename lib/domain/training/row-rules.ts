/** What may befall a dialogue on its way into a training file, and in words what that means. A closed list. */
export const rowRules = {
  nothing_trained: { effect: "left_out", words: "People took out of training all that it could teach" },
  mark_in_text: { effect: "left_out", words: "A text holds a mark by which this trainer tells turns apart" },
  out_of_turn: {
    effect: "left_out",
    words: "Its tools or system words break the turns that this trainer wants to alternate",
  },
  broken_text: { effect: "left_out", words: "A text holds half a letter (a lone surrogate), which no tokenizer takes" },
  cut_at_mask: {
    effect: "shortened",
    words: "This file cannot take a single turn out of training: it ends before the first one that was taken out",
  },
  cut_at_length: {
    effect: "shortened",
    words: "It is longer than the length that was chosen: its end is cut off, and what stands there teaches nothing",
  },
  beyond_length: { effect: "left_out", words: "All that it could teach stands behind the length that was chosen" },
  unread_by_template: {
    effect: "left_out",
    words: "The chat template refuses it, or changes words that are to be trained",
  },
  mask_lost: { effect: "told", words: "The turn is trained on although a person took it out of training" },
  media_mark: {
    effect: "told",
    words: "The text names a picture, film or sound as templates for such models do; these stop at it, others read on",
  },
  prompt_left_out: { effect: "told", words: "The system prompt is not in the file: this trainer has no place for it" },
} as const satisfies Record<string, { effect: "left_out" | "shortened" | "told"; words: string }>;
export type RowRule = keyof typeof rowRules;
