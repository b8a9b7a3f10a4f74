import { first } from "../door/execute";
import { sql } from "../door/fragment";
import { int } from "../door/row";
import { statement } from "../door/statement";
import { pieceBytes, readPiece } from "./file-pieces";

const count = statement(
  "filePieces.count",
  { pieces: int },
  (fileId: string) => sql`SELECT count(*)::int AS pieces FROM project_file_piece p WHERE p.file_id = ${fileId}`,
);

/** So many pieces are held, for those who read at several places of a file in turn. */
const mostHeld = 12;

/** A file that is kept, to be read at any place of it. */
export async function openPieces(
  fileId: string,
): Promise<{ byteLength: number; slice: (start: number, end?: number) => Promise<ArrayBuffer> }> {
  const pieces = (await first(count(fileId)))?.pieces ?? 0;
  const last = pieces === 0 ? null : await readPiece(fileId, pieces - 1);
  const byteLength = last === null ? 0 : (pieces - 1) * pieceBytes + last.byteLength;
  const held = new Map<number, Uint8Array>();

  async function piece(position: number): Promise<Uint8Array> {
    const found = held.get(position) ?? (await readPiece(fileId, position)) ?? new Uint8Array();
    // The one that was read longest ago goes first.
    held.delete(position);
    held.set(position, found);
    for (const old of held.keys()) if (held.size > mostHeld) held.delete(old);
    return found;
  }

  return {
    byteLength,
    async slice(start, end = byteLength) {
      const until = Math.min(end, byteLength);
      const bytes = new Uint8Array(Math.max(0, until - start));
      for (let at = start; at < until; ) {
        const within = at % pieceBytes;
        const part = (await piece(Math.floor(at / pieceBytes))).subarray(within, within + until - at);
        if (part.byteLength === 0) break;
        bytes.set(part, at - start);
        at += part.byteLength;
      }
      return bytes.buffer;
    },
  };
}
