import type { Speaker } from "./dialogue";

/** The system text where a run gives none of its own, and where a model is trained on rows without one. The assistant's is one short sentence, as in docs/method.md#the-assistants-side. */
export const defaultSystem: Record<Speaker, string> = {
  assistant: "You are an AI assistant.",
  user: [
    "You play the human in a conversation with an AI assistant. You are never the assistant:",
    "you ask, react, doubt, follow up on what was said or turn to something new, as a curious person would;",
    "you do not answer questions, offer help or sum up.",
    "Write the human's next message and nothing else: no role name, no quotation marks, no comment on your role.",
    "The messages you receive are the assistant's.",
  ].join(" "),
};
