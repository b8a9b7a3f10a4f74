import { plainChunk } from "./plain-chunk";
import { endsInHalf } from "./whole-letters";

type PieceType = "text" | "reasoning";
export type Piece = {
  type: PieceType;
  text: string /** It stands in a delta, not as the text of a completion. */;
  isDelta: boolean;
};

/** An event but for the words of its piece: all chunks of one reply are alike in it. */
type Template = { before: string; after: string; type: PieceType; isDelta: boolean };

const fields = ["content", "text", "reasoning_content", "reasoning"];
/** Of events that no template came of, or none that fitted the next: such a reply has none. */
const mostTries = 6;

const quote = 34;
const backslash = 92;

/**
 * Learns from one event of a reply, as it was sent, how those are built that say a piece and nothing else, and reads
 * others of the same build without looking at their JSON: whatever string stands in the place of the piece, the rest of the document is the
 * same, byte by byte, and so is what it means. What it cannot read is for the event parser; it never guesses.
 */
export function createPieceTemplate() {
  let known: Template[] = [];
  let tries = 0;

  return {
    /** The piece of the whole event that begins at `at`, if it is of a known build, and where the next one begins. */
    match(stream: string, at: number): (Piece & { end: number }) | null {
      for (const template of known) {
        const piece = matchOne(template, stream, at);
        if (piece) {
          tries = 0;
          return piece;
        }
      }
      return null;
    },

    /** Takes one event with its line ends. */
    learn(event: string): void {
      if (tries >= mostTries) return;
      tries++;
      const template = templateOf(event);
      // A thought and what is said by turns: two builds.
      if (template) known = [template, ...known.filter(({ type }) => type !== template.type)];
    },
  };
}

function matchOne({ before, after, ...piece }: Template, stream: string, at: number) {
  if (!stream.startsWith(before, at)) return null;
  const from = at + before.length;
  let to = from;
  let isEscaped = false;
  for (; ; to++) {
    const unit = stream.charCodeAt(to);
    if (unit === quote) break;
    if (unit === backslash) {
      isEscaped = true;
      to++;
    } else if (!(unit >= 32)) return null; // no string of JSON; NaN at the end
  }
  if (!stream.startsWith(after, to)) return null;
  const text = isEscaped ? unescaped(stream.slice(from, to)) : stream.slice(from, to);
  if (text === null || endsInHalf(text)) return null;
  return { ...piece, text, end: to + after.length };
}

function unescaped(written: string): string | null {
  try {
    return JSON.parse(`"${written}"`);
  } catch {
    return null;
  }
}

function templateOf(event: string): Template | null {
  const parts = /^(data: ?)([^\r\n]+)(\r?\n\r?\n)$/.exec(event);
  if (!parts) return null;
  const [, field = "", document = "", lineEnds = ""] = parts;
  for (const name of fields) {
    const opening = new RegExp(`"${name}": ?"`).exec(document);
    if (!opening) continue;
    const from = opening.index + opening[0].length;
    const to = from + (/^(?:[^"\\]|\\.)*/.exec(document.slice(from))?.[0].length ?? 0);
    const [before, after] = [document.slice(0, from), document.slice(to)];
    const said = saidBetween(before, after);
    if (said) return { before: field + before, after: after + lineEnds, ...said };
  }
  return null;
}

/** Unlikely in any reply, so that what is found is what was put in. */
const word = "~piece~";

/** As what the string between is said, if the chunk says that and nothing else. */
function saidBetween(before: string, after: string): Pick<Piece, "type" | "isDelta"> | null {
  const [said, ...others] = piecesOf(`${before}${word}${after}`) ?? [];
  if (said?.text !== word || others.length > 0 || piecesOf(before + after)?.length !== 0) return null;
  return { type: said.type, isDelta: said.isDelta };
}

/** Null where it says more than pieces, or may. */
function piecesOf(document: string): Piece[] | null {
  const chunk = plainChunk(parsed(document));
  const choice = chunk?.choices?.[0];
  if (!chunk || !choice || chunk.usage || choice.finish_reason) return null;
  const { delta, text } = choice;
  const pieces: Piece[] = [
    { type: "reasoning", text: delta?.reasoning ?? "", isDelta: true },
    { type: "text", text: delta?.text ?? "", isDelta: true },
    { type: "text", text: text ?? "", isDelta: false },
  ];
  return pieces.filter((piece) => piece.text !== "");
}

function parsed(document: string): unknown {
  try {
    return JSON.parse(document);
  } catch {
    return null;
  }
}
