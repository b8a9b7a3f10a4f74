import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { columns, int } from "../door/row";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";

const count = statement(
  "filePieces.count",
  { pieces: int },
  (fileId: string) => sql`SELECT count(*)::int AS pieces FROM project_file_piece p WHERE p.file_id = ${fileId}`,
);

/** So many pieces are held, for those who read at several places of a file in turn. */
const mostHeld = 12;

const [pack, unpack] = [promisify(gzip), promisify(gunzip)];
/** So many bytes make a piece, so that a place in a file tells its piece; as much is held while it comes in or is read. */
export const pieceBytes = 2 * 1024 * 1024;

const insert = statement(
  "filePieces.insert",
  {},
  (fileId: string, position: number, bytes: Buffer) => sql`
    INSERT INTO project_file_piece (file_id, position, bytes) VALUES (${fileId}, ${position}::int, ${bytes}::bytea)`,
);

/** Quickly rather than small: a piece lies here until its file is taken in. */
function packed(bytes: Buffer): Promise<Buffer> {
  return pack(bytes, { level: 1 });
}

/** Keeps one piece; all but the last are of {@link pieceBytes}. */
export async function keepPiece(tx: Queryable, fileId: string, position: number, bytes: Buffer): Promise<void> {
  await execute(insert(fileId, position, await packed(bytes)), tx);
}

/** Hands the pieces of a file on, and keeps them in the database on the way. */
export async function* keepPieces(fileId: string, file: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let size = 0;
  let position = 0;
  async function keep(): Promise<void> {
    await execute(insert(fileId, position++, await packed(Buffer.concat(held))));
    held = [];
    size = 0;
  }
  for await (const piece of file) {
    for (let from = 0; from < piece.byteLength; ) {
      const part = piece.subarray(from, from + pieceBytes - size);
      held.push(part);
      size += part.byteLength;
      from += part.byteLength;
      if (size === pieceBytes) await keep();
    }
    yield piece;
  }
  if (size > 0) await keep();
}

const piece = columns("ProjectFilePiece", "p", "bytes");
const find = statement(
  "filePieces.find",
  piece.row,
  (fileId: string, position: number) => sql`
    SELECT ${piece} FROM project_file_piece p WHERE p.file_id = ${fileId} AND p.position = ${position}::int`,
);

/** A piece of a file; null behind its last one. */
export async function readPiece(fileId: string, position: number): Promise<Uint8Array | null> {
  const row = await first(find(fileId, position));
  return row && unpack(row.bytes);
}

/** A file that is kept, piece by piece. */
export async function* readPieces(fileId: string): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; position++) {
    const piece = await readPiece(fileId, position);
    if (!piece) return;
    yield piece;
  }
}

const forget = statement(
  "filePieces.forget",
  {},
  (fileId: string) => sql`DELETE FROM project_file_piece WHERE file_id = ${fileId}`,
);

export async function forgetPieces(fileId: string): Promise<void> {
  await execute(forget(fileId));
}

const forgetOld = statement(
  "filePieces.forgetOld",
  {},
  () => sql`
    DELETE FROM project_file_piece f WHERE f.created_at < now() - interval '1 day' AND NOT EXISTS (
      SELECT FROM job j WHERE j.kind = 'project_import' AND j.status IN ('waiting', 'running')
        AND j.payload ->> 'fileId' = f.file_id)
      AND NOT EXISTS (SELECT FROM import i WHERE i.file_id = f.file_id AND i.finished_at IS NULL)
      AND NOT EXISTS (SELECT FROM upload u WHERE u.id = f.file_id AND u.updated_at > now() - interval '7 days')`,
);

/** Forgets what uploads left that broke off with the process that took them. */
export async function forgetOldPieces(): Promise<void> {
  await execute(forgetOld());
}

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
