import type { DuplicateFilter } from "@/lib/domain/duplicates";
import { type Fragment, sql } from "../door/fragment";

/** Condition on `dialogue d`: it has others like it, or it is the one of its group that stands for all. */
export function whereDuplicates(filter: DuplicateFilter): Fragment {
  const subject = filter.endsWith("opening") ? "opening" : "dialogue";
  const others = sql`SELECT FROM dialogue_fingerprint own JOIN text_fingerprint ow ON ow.id = own.fingerprint_id
    JOIN text_fingerprint w ON w.group_id = ow.group_id JOIN dialogue_fingerprint dw ON dw.fingerprint_id = w.id
    JOIN dialogue o ON o.id = dw.dialogue_id
    WHERE own.dialogue_id = d.id AND own.subject = ${subject} AND o.id <> d.id AND o.deleted_at IS NULL`;
  return filter.startsWith("like")
    ? sql`EXISTS (${others})`
    : sql`NOT EXISTS (${others} AND (${keptFirst.o}) < (${keptFirst.d}))`;
}

/**
 * Which dialogue of a group stands for it, as terms of an ORDER BY or of a row to compare by, for a table alias: an
 * accepted one before one that nobody judged before a rejected one; of the same, the oldest.
 */
export const keptFirst = {
  d: sql`CASE d.verdict WHEN 'accepted' THEN 0 WHEN 'rejected' THEN 2 ELSE 1 END, d.id`,
  o: sql`CASE o.verdict WHEN 'accepted' THEN 0 WHEN 'rejected' THEN 2 ELSE 1 END, o.id`,
};
