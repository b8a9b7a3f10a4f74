import type { Speaker, Turn } from "./dialogue";
import type { LossSide } from "./loss-side";
import { carriesLoss } from "./loss-side";

/**
 * The paper's template, in which a trained simulator and a trained assistant read a dialogue: system text, then for
 * each turn its role, `: `, `<s>`, the text, `</s>`, with nothing between turns. Source: docs/method.md#the-template.
 */
export const dyadicSystem: Record<LossSide, string> = {
  user:
    "A chat between a curious human and an artificial intelligence assistant. " +
    "The human can ask further questions based on previous conversations, " +
    "or he can directly ask brand new questions without any conversations as context.",
  assistant:
    "A chat between a curious human and an artificial intelligence assistant. " +
    "The assistant gives helpful, detailed, and polite answers to the human's questions.",
};

/** Where a turn ends; also the stop string of generation. */
export const dyadicEnd = "</s>";
const begin = "<s>";
const roles: Record<Speaker, string> = { user: "Human", assistant: "Assistant" };

type DyadicTurn = Pick<Turn, "speaker" | "text">;

/** The prompt that lets `speaker` say the next turn. Without turns, the user's opening question: the free mode. */
export function dyadicPrompt(turns: DyadicTurn[], speaker: Speaker, system: string = dyadicSystem[speaker]): string {
  return `${layOut(turns, system).text}${roles[speaker]}: ${begin}`;
}

/** Half-open range of UTF-16 units of a text. */
export type Span = { start: number; end: number };

/**
 * A whole dialogue as one text, and the spans in it that carry loss: `<s>`, text and `</s>` of each turn of that side.
 * System text, role names and the other side's turns are context.
 */
export function trainedSpans(
  turns: DyadicTurn[],
  side: LossSide,
  system: string = dyadicSystem[side],
): { text: string; spans: Span[] } {
  const { text, spans } = layOut(turns, system);
  return { text, spans: spans.filter((_, i) => carriesLoss(turns[i] ?? { speaker: side }, side)) };
}

function layOut(turns: DyadicTurn[], system: string): { text: string; spans: Span[] } {
  let text = `${system}\n\n`;
  const spans = turns.map((turn) => {
    text += `${roles[turn.speaker]}: `;
    const start = text.length;
    text += begin + withoutMarkers(turn.text) + dyadicEnd;
    return { start, end: text.length };
  });
  return { text, spans };
}

/** A marker inside a text would end its turn early and let it speak for the other side. */
function withoutMarkers(text: string): string {
  const cut = text.replaceAll(/<\/?s>/g, "");
  return cut === text ? text : withoutMarkers(cut);
}
