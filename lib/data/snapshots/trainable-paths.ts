import type { WrittenBy } from "@/lib/domain/training/written-by";
import { type Fragment, sql } from "../door/fragment";
import { writtenBy } from "./written-by";

/** What `trim` of JavaScript takes away. */
const blanks =
  " \t\n\u000b\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";

// The first letter tells nearly always (33 to 126: what one sees of ASCII), else the first few, without the text being unpacked.
const isBlank = sql`(ascii(t.text) NOT BETWEEN 33 AND 126
  AND btrim(left(t.text, 8), ${blanks}) = '' AND btrim(t.text, ${blanks}) = '')`;
/** Over what a turn says; thoughts and asides count where there are some. */
const digest = sql`(CASE WHEN t.reasoning IS NULL AND t.asides IS NULL THEN sha256(convert_to(t.text, 'UTF8'))
  ELSE sha256(sha256(convert_to(t.text, 'UTF8')) || sha256(convert_to(coalesce(t.reasoning, ''), 'UTF8'))
    || sha256(convert_to(coalesce(t.asides, '[]')::text, 'UTF8'))) END)`;

/** By who wrote a turn, large where the user says it. */
export const originLetters = {
  model: "m",
  person: "p",
  edited: "e",
  seed: "s",
  imported: "i",
} as const satisfies Record<WrittenBy, string>;
const letters = Object.values(originLetters).join("");
const byTurns = `^([${letters.toUpperCase()}][${letters}])*$`;
const originLetter = sql`(CASE WHEN t.speaker = 'user' THEN upper(left(${writtenBy}, 1)) ELSE left(${writtenBy}, 1) END)`;

/**
 * What training may be given of dialogues: the one place that says so, for files and snapshots alike. CTEs that go on from
 * `chosen (id, head_id, end_mark_id, untrained)` to `trainable`: of each dialogue with turns the ids from its root on, how
 * many of them (`n`) are left, a letter for each by who speaks, which are trained on and where they came from, and why it is
 * left out (`reason`).
 *
 * Of the active path that is what stands up to "a real user stops here", before the first rejected turn, and without a
 * question at the end that nobody answered. What is then empty, holds a turn without text, or does not go by turns from a
 * user's question is left out, since trainers would drop or mask it in silence. Wants `WITH RECURSIVE`.
 */
export function trainablePaths({ hashed }: { hashed: boolean }): Fragment {
  const hash = hashed ? digest : sql`NULL::bytea`;
  const step = sql`t.id, t.parent_id, ${isBlank} AS is_blank, 'rejected_by_person' = ANY (t.flags) AS is_rejected,
    ${originLetter} AS origin, ${hash} AS digest`;
  return sql`
    path AS (
      SELECT c.id AS dialogue_id, ${step}, 0 AS back FROM chosen c JOIN turn t ON t.id = c.head_id
      UNION ALL
      SELECT p.dialogue_id, ${step}, p.back + 1 FROM path p JOIN turn t ON t.id = p.parent_id
    ), whole AS (
      SELECT p.dialogue_id, array_agg(p.id ORDER BY p.back DESC) AS ids,
        count(*)::int AS turns, max(p.back) FILTER (WHERE p.id = c.end_mark_id) AS marked_back,
        max(p.back) FILTER (WHERE p.is_rejected) AS rejected_back, max(p.back) FILTER (WHERE p.is_blank) AS blank_back,
        coalesce(string_agg(CASE WHEN p.id = ANY (c.untrained) THEN 'f' ELSE 't' END, '' ORDER BY p.back DESC)
          FILTER (WHERE c.untrained <> '{}'), repeat('t', count(*)::int)) AS masks,
        string_agg(p.origin, '' ORDER BY p.back DESC) AS origins,
        string_agg(p.digest, ''::bytea ORDER BY p.back DESC) AS digests
      FROM path p JOIN chosen c ON c.id = p.dialogue_id GROUP BY p.dialogue_id
    ), marked AS (
      SELECT w.*, w.turns - coalesce(w.marked_back, 0) AS until, w.turns - w.rejected_back AS rejected_at FROM whole w
    ), unrejected AS (
      SELECT m.*, coalesce(m.rejected_at <= m.until, false) AS is_rejected,
        least(m.until, m.rejected_at - 1) AS until_rejected FROM marked m
    ), answered AS (
      SELECT u.*, u.until_rejected - (ascii(substr(u.origins, u.until_rejected, 1)) BETWEEN 65 AND 90)::int AS n FROM unrejected u
    ), trainable AS (
      SELECT a.*, CASE WHEN left(a.origins, a.n) !~ ${byTurns} THEN 'order' WHEN a.turns - a.blank_back <= a.n THEN 'blank'
        WHEN a.n = 0 AND a.is_rejected THEN 'rejected' WHEN a.n = 0 THEN 'unanswered' END AS reason FROM answered a
    )`;
}
