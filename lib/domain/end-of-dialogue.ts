/** What ends a dialogue for a simulator in the manner of UserLM: one token, which is learned and begins as the base's own end. */
export const endOfDialogue = "<|endconversation|>";
