import { execute, first } from "./door/execute";
import { sql } from "./door/fragment";
import { columns } from "./door/row";
import { statement } from "./door/statement";
import type { Queryable } from "./sql";

/** A file that comes in by parts: how long it is to be, and how much of it is here. */
export type Upload = { id: string; size: number; received: number };

const row = columns("Upload", "u", "id", "size", "received");

const insert = statement(
  "uploads.insert",
  {},
  (id: string, size: number, personId: string) => sql`
    INSERT INTO upload (id, size, person_id) VALUES (${id}, ${size}::bigint, ${personId})`,
);

export async function insertUpload(id: string, size: number, personId: string): Promise<void> {
  await execute(insert(id, size, personId));
}

const find = statement("uploads.find", row.row, (id: string) => sql`SELECT ${row} FROM upload u WHERE u.id = ${id}`);

export async function findUpload(id: string): Promise<Upload | null> {
  const found = await first(find(id));
  return found && { id: found.id, size: Number(found.size), received: Number(found.received) };
}

const grow = statement(
  "uploads.grow",
  {},
  (id: string, from: number, to: number) => sql`
    UPDATE upload SET received = ${to}::bigint, updated_at = now() WHERE id = ${id} AND received = ${from}::bigint`,
);

/** Notes that more of it is here; false where somebody else sent that meanwhile. */
export async function growUpload(tx: Queryable, id: string, from: number, to: number): Promise<boolean> {
  return (await execute(grow(id, from, to), tx)) > 0;
}

const forget = statement("uploads.forget", {}, (id: string) => sql`DELETE FROM upload WHERE id = ${id}`);

/** It is here and was taken, or is not wanted any more; its pieces are forgotten by whoever keeps them. */
export async function forgetUpload(tx: Queryable | undefined, id: string): Promise<void> {
  await execute(forget(id), tx);
}
