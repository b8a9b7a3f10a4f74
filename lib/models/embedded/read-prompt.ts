import { ModelFault, type Prompt } from "@/lib/domain/chat-model";
import type { Speaker } from "@/lib/domain/dialogue";
import { openingCue } from "@/lib/domain/opening-cue";
import type { Said } from "./corpus";

const speakers: Record<string, Speaker> = { Human: "user", Assistant: "assistant" };

/**
 * The dialogue inside a rendered prompt. In messages the model's own side is always `assistant`, whichever side it was
 * trained on; the cue that elicits an opening is no turn. In the dyadic text the speakers are named, and the last name
 * says who is to speak: throws `bad_request` when that is not `side`.
 */
export function readPrompt(prompt: Prompt, side: Speaker): Said[] {
  if (prompt.kind === "completion") return readDyadic(prompt.text, side);
  const other = side === "user" ? "assistant" : "user";
  const turns = prompt.messages
    .filter(({ role }) => role !== "system")
    .map(({ role, content }): Said => ({ speaker: role === "assistant" ? side : other, text: content }));
  return side === "user" && turns[0]?.text === openingCue ? turns.slice(1) : turns;
}

function readDyadic(text: string, side: Speaker): Said[] {
  const next = /(Human|Assistant): (?:<s>)?$/.exec(text)?.[1];
  if (next === undefined || speakers[next] !== side)
    throw new ModelFault("bad_request", `The embedded model was trained on the ${side}'s turns and speaks only those.`);
  return Array.from(text.matchAll(/(Human|Assistant): <s>([\s\S]*?)<\/s>/g), ([, name = "", said = ""]) => ({
    speaker: speakers[name] ?? side,
    text: said,
  }));
}
