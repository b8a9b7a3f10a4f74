import { plainChunk } from "./plain-chunk";
import { endsInHalf } from "./whole-letters";

type PieceType = "text" | "reasoning";
export type Piece = {
  type: PieceType;
  text: string /** It stands in a delta, not as the text of a completion. */;
  isDelta: boolean;
};

type Stretch = Piece & { end: number };

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
    /**
     * All pieces in a row that are of one known build, from the event that begins at `at`, and where the next one begins; null where
     * there is none.
     */
    match(stream: string, at: number): Stretch | null {
      for (const template of known) {
        const stretch = matchAll(template, stream, at);
        if (stretch === null) continue;
        tries = 0;
        return stretch;
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

function matchAll({ before, after, type, isDelta }: Template, stream: string, at: number): Stretch | null {
  let end = at;
  let text = "";
  while (standsAt(stream, end, before)) {
    const from = end + before.length;
    const to = endOfString(stream, from);
    if (to === null || !standsAt(stream, Math.abs(to), after)) break;
    const piece = to < 0 ? unescaped(stream.slice(from, -to)) : stream.slice(from, to);
    if (piece === null || endsInHalf(piece)) break;
    text += piece;
    end = Math.abs(to) + after.length;
  }
  return end === at ? null : { type, text, isDelta, end };
}

/** `startsWith` goes letter by letter; this compares words of memory. */
const standsAt = (stream: string, at: number, part: string) => stream.slice(at, at + part.length) === part;

/** Where the quotation mark stands that ends a string of JSON, less than 0 where something in it is escaped; null where none does. */
function endOfString(stream: string, from: number): number | null {
  let isEscaped = false;
  for (let to = from; ; to++) {
    const unit = stream.charCodeAt(to);
    if (unit === quote) return isEscaped ? -to : to;
    if (!(unit >= 32)) return null; // NaN behind the end
    if (unit !== backslash) continue;
    isEscaped = true;
    to++;
  }
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
    if (said) return { before: inOnePiece(field + before), after: inOnePiece(after + lineEnds), ...said };
  }
  return null;
}

/** Node keeps what was cut and joined as such, and compares it four times as slowly. */
function inOnePiece(text: string): string {
  return Buffer.from(text).toString();
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
