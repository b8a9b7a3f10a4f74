import type { ChatMessage, CountTokens, Prompt } from "@/lib/domain/chat-model";
import { defaultSystem } from "@/lib/domain/default-system";
import type { Speaker, Turn } from "@/lib/domain/dialogue";
import { dyadicEnd, dyadicPrompt, dyadicSystem } from "@/lib/domain/dyadic";
import type { Rendering } from "@/lib/domain/model";
import { openingCue } from "@/lib/domain/opening-cue";

export type PromptInput = {
  rendering: Rendering;
  /** Who is to say the next turn. */
  speaker: Speaker;
  /** The active path, root first; reasoning never enters a prompt. */
  path: Pick<Turn, "speaker" | "text">[];
  /** System text of the run; empty = the default, which for `dyadic` is the one the paper trained with. */
  system: string;
  /** A person's instruction for this turn only. */
  note: string | null;
};

/**
 * The transcript as the model that speaks next is shown it.
 *
 * `chat`: messages in which the speaker is always `assistant`, so roles are flipped for the user simulator; its list
 * begins with a cue, since chat templates want every reply to answer something, and in free mode the cue alone elicits
 * the first question. `dyadic`: one text to be continued (docs/method.md#the-template). A note joins the system text.
 */
export function renderPrompt({ rendering, speaker, path, system, note }: PromptInput): Prompt {
  const isDyadic = rendering === "dyadic";
  const base = system.trim() || (isDyadic ? dyadicSystem : defaultSystem)[speaker];
  const full = note ? `${base}\n\nFor the next message only: ${note}` : base;
  if (isDyadic) return { kind: "completion", text: dyadicPrompt(path, speaker, full), stop: [dyadicEnd] };
  const messages: ChatMessage[] = [{ role: "system", content: full }];
  if (speaker === "user") messages.push({ role: "user", content: openingCue });
  for (const turn of path) messages.push({ role: turn.speaker === speaker ? "assistant" : "user", content: turn.text });
  return { kind: "chat", messages };
}

/**
 * Tokens of a whole prompt. Chat messages are counted one by one with 4 tokens of framing each and 3 for the reply
 * about to begin (the figures OpenAI's cookbook gives for its chat format; near enough for the others).
 */
export function countPromptTokens(prompt: Prompt, countTokens: CountTokens): number {
  if (prompt.kind === "completion") return countTokens(prompt.text);
  return prompt.messages.reduce((sum, { content }) => sum + countTokens(content) + 4, 3);
}
