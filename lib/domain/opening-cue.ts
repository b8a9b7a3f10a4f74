/**
 * What a chat-rendered user simulator is shown before the first turn: chat templates want every reply to answer
 * something. Generation and the flipped-role export use the same words, so that a model trained on our files meets the
 * prompt it was trained with.
 */
export const openingCue = "Start a conversation.";
