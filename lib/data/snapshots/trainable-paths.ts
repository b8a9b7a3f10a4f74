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

const blankLetter = sql`CASE WHEN ${isBlank} THEN 'b' ELSE '-' END`;
const rejectedLetter = sql`CASE WHEN 'rejected_by_person' = ANY (t.flags) THEN 'r' ELSE '-' END`;

type OfTurn = Record<"id" | "blank" | "rejected" | "origin" | "digest", Fragment>;

/** What is known of the turns of one dialogue, one after another: their ids, a letter of each kind and 32 bytes for each. */
const inOrder = (order: Fragment, { id, blank, rejected, origin, digest }: OfTurn) => sql`
  array_agg(${id} ORDER BY ${order}) AS ids, string_agg(${blank}, '' ORDER BY ${order}) AS blanks,
  string_agg(${rejected}, '' ORDER BY ${order}) AS rejects, string_agg(${origin}, '' ORDER BY ${order}) AS origins,
  string_agg(${digest}, ''::bytea ORDER BY ${order}) AS digests`;

const letterAt = (letters: Fragment) => sql`substr(${letters}, s.at, 1)`;
/** The same of the turn at a place among those that were written. */
const atPlace: OfTurn = {
  id: sql`w.ids[s.at]`,
  blank: letterAt(sql`w.blanks`),
  rejected: letterAt(sql`w.rejects`),
  origin: letterAt(sql`w.origins`),
  digest: sql`substr(w.digests, s.at * 32 - 31, 32)`,
};

/**
 * What training may be given of dialogues: the one place that says so, for files and snapshots alike. CTEs that go on from
 * `chosen (id, head_id, end_mark_id, untrained)` to `trainable`: of each dialogue with turns the ids from its root on, how
 * many of them (`n`) are left, a letter for each by who speaks, which are trained on and where they came from, and why it is
 * left out (`reason`).
 *
 * Of the active path that is what stands up to "a real user stops here", before the first rejected turn, and without a
 * question at the end that nobody answered. What is then empty, holds a turn without text, or does not go by turns from a
 * user's question is left out, since trainers would drop or mask it in silence. Wants `WITH RECURSIVE`.
 *
 * Each dialogue is read once, as it was written. Most are one line, and that is their path; where there are branches, it is
 * walked back from the head among what was read. Walked in the table, all texts would be carried along.
 */
export function trainablePaths({ hashed }: { hashed: boolean }): Fragment {
  const ofTurn: OfTurn = {
    id: sql`t.id`,
    blank: blankLetter,
    rejected: rejectedLetter,
    origin: originLetter,
    digest: hashed ? digest : sql`NULL::bytea`,
  };
  return sql`
    written AS (
      SELECT c.id AS dialogue_id, c.head_id, c.end_mark_id, c.untrained, s.*,
        s.ids[cardinality(s.ids)] = c.head_id AND s.parents = array_prepend(NULL, trim_array(s.ids, 1)) AS is_line
      FROM chosen c CROSS JOIN LATERAL (
        SELECT array_agg(t.parent_id ORDER BY t.version) AS parents, ${inOrder(sql`t.version`, ofTurn)}
        FROM turn t WHERE t.dialogue_id = c.id
      ) s WHERE c.head_id IS NOT NULL
    ), whole AS (
      SELECT w.dialogue_id, w.end_mark_id, w.untrained, w.ids, w.blanks, w.rejects, w.origins, w.digests
      FROM written w WHERE w.is_line
      UNION ALL
      SELECT w.dialogue_id, w.end_mark_id, w.untrained, p.* FROM written w CROSS JOIN LATERAL (
        WITH RECURSIVE step AS (
          SELECT array_position(w.ids, w.head_id) AS at, 0 AS back
          UNION ALL
          SELECT array_position(w.ids, w.parents[s.at]), s.back + 1 FROM step s WHERE w.parents[s.at] IS NOT NULL
        ) SELECT ${inOrder(sql`s.back DESC`, atPlace)} FROM step s
      ) p WHERE NOT w.is_line
    ), marked AS (
      SELECT w.dialogue_id, w.ids, w.origins, w.digests, cardinality(w.ids) AS turns,
        CASE WHEN w.untrained = '{}' THEN repeat('t', cardinality(w.ids)) ELSE (
          SELECT string_agg(CASE WHEN i.id = ANY (w.untrained) THEN 'f' ELSE 't' END, '' ORDER BY i.place)
          FROM unnest(w.ids) WITH ORDINALITY AS i (id, place)) END AS masks,
        coalesce(array_position(w.ids, w.end_mark_id), cardinality(w.ids)) AS until,
        nullif(strpos(w.rejects, 'r'), 0) AS rejected_at, nullif(strpos(w.blanks, 'b'), 0) AS blank_at
      FROM whole w
    ), unrejected AS (
      SELECT m.*, coalesce(m.rejected_at <= m.until, false) AS is_rejected,
        least(m.until, m.rejected_at - 1) AS until_rejected FROM marked m
    ), answered AS (
      SELECT u.*, u.until_rejected - (ascii(substr(u.origins, u.until_rejected, 1)) BETWEEN 65 AND 90)::int AS n FROM unrejected u
    ), trainable AS (
      SELECT a.*, CASE WHEN left(a.origins, a.n) !~ ${byTurns} THEN 'order' WHEN a.blank_at <= a.n THEN 'blank'
        WHEN a.n = 0 AND a.is_rejected THEN 'rejected' WHEN a.n = 0 THEN 'unanswered' END AS reason FROM answered a
    )`;
}
