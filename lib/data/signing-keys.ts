import { all, execute } from "./door/execute";
import { sql } from "./door/fragment";
import { columns, type RowOf } from "./door/row";
import { statement } from "./door/statement";
import { type Queryable, transaction } from "./sql";

const key = columns("SigningKey", "k", "id", "publicKey", "sealed", "createdAt");
export type StoredSigningKey = RowOf<typeof key.row>;

const list = statement(
  "signingKeys.list",
  key.row,
  () => sql`SELECT ${key} FROM signing_key k ORDER BY k.created_at DESC, k.id DESC`,
);

/** The server's keys, the newest first. */
export async function listSigningKeys(tx?: Queryable): Promise<StoredSigningKey[]> {
  return all(list(), tx);
}

const insert = statement(
  "signingKeys.insert",
  {},
  (id: string, publicKey: string, sealed: Uint8Array) => sql`
    INSERT INTO signing_key (id, public_key, sealed) VALUES (${id}, ${publicKey}, ${sealed})`,
);

export async function insertSigningKey(
  tx: Queryable,
  id: string,
  publicKey: string,
  sealed: Uint8Array,
): Promise<void> {
  await execute(insert(id, publicKey, sealed), tx);
}

/** Does `work` while nobody else makes a key. */
export function aloneWithSigningKeys<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
  return transaction(work, { lock: "signing keys" });
}
