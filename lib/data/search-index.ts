import { AppError } from "@/lib/base/app-error";
import { first } from "./door/execute";
import { sql } from "./door/fragment";
import { bool, int, text } from "./door/row";
import { statement } from "./door/statement";
import { acrossProjects } from "./project-at-work";
import { transaction } from "./sql";

/**
 * The columns of a row that is searched, of the dialogue's row as it is (`o`, if there is one) and the texts of turns that came
 * since (`n.texts`).
 */
export const merged = {
  words: sql`words_with(coalesce(o.words, ''::tsvector), n.texts)`,
  signs: sql`coalesce(o.signs, '{}') || search_signs(array_to_string(n.texts, E'\n'))`,
  letters: sql`concat_ws(' ', o.letters,
    (SELECT string_agg(translate(search_text(s.text), ' ', 'Q'), ' ' ORDER BY s.place)
      FROM unnest(n.texts) WITH ORDINALITY AS s (text, place)))`,
};

/** Where at most so many turns wait, they are searched as they stand; where more do, none of them. */
export const mostFresh = 1_000;

/** So many dialogues, with what waits of them up to so many bytes, are taken up together: a fraction of a second. */
const [mostDialogues, mostBytes] = [100, 1_000_000];
/** Among so many turns that wait longest they are looked for. */
const mostOldest = 400;
/** What tells the one who puts turns into rows from another, on whatever machine: what is added to a row must not be lost. */
const lockKey = 7_253_001;

/**
 * With plans by keys alone, which the statements of the transaction then get: one that was made while the tables were small would
 * read them whole for each lot once they are not.
 */
const lock = statement(
  "searchIndex.lock",
  { isOurs: bool, plans: text },
  () => sql`
    SELECT pg_try_advisory_xact_lock(${lockKey}::bigint) AS "isOurs",
      set_config('enable_seqscan', 'off', true) || set_config('enable_bitmapscan', 'off', true)
        || set_config('enable_hashjoin', 'off', true) || set_config('enable_mergejoin', 'off', true) AS plans`,
);

/**
 * All that waits of the dialogues that wait longest, so that the row of each is written once. Each project has its share, and
 * one that a file is being taken into waits for its end: to store it and to take it apart would hold each other up.
 */
const takeUp = statement(
  "searchIndex.takeUp",
  { turns: int, dialogues: int },
  () => sql`
    WITH oldest AS (
      SELECT u.project_id, u.dialogue_id, row_number() OVER (PARTITION BY u.project_id ORDER BY u.id) AS place
      FROM project p CROSS JOIN LATERAL (
        SELECT f.project_id, f.id, f.dialogue_id FROM unsearched_turn f WHERE f.project_id = p.id ORDER BY f.id
        LIMIT ${mostOldest}) u
      WHERE NOT EXISTS (SELECT FROM job j WHERE j.project_id = p.id AND j.kind = 'dialogue_import' AND j.status = 'running')
      ORDER BY place LIMIT ${mostOldest}
    ), next AS (
      SELECT o.project_id, o.dialogue_id, min(o.place) AS place FROM oldest o
      GROUP BY o.project_id, o.dialogue_id ORDER BY place LIMIT ${mostDialogues}
    ), sized AS (
      SELECT x.project_id, u.id, t.id AS turn_id, x.dialogue_id, t.text, t.version,
        sum(octet_length(coalesce(t.text, ''))) OVER (ORDER BY x.place, u.id) - octet_length(coalesce(t.text, '')) AS before
      FROM next x JOIN unsearched_turn u ON u.project_id = x.project_id AND u.dialogue_id = x.dialogue_id
        LEFT JOIN turn t ON t.id = u.turn_id
    ), taken AS (
      SELECT * FROM sized WHERE before < ${mostBytes}
    ), gone AS (
      DELETE FROM unsearched_turn u USING taken x WHERE u.project_id = x.project_id AND u.id = x.id
    ), written AS (
      INSERT INTO dialogue_search AS w (dialogue_id, project_id, words, signs, letters)
      SELECT n.dialogue_id, n.project_id, ${merged.words}, ${merged.signs}, ${merged.letters}
      FROM (SELECT x.dialogue_id, x.project_id, array_agg(x.text ORDER BY x.version, x.turn_id) AS texts FROM taken x
          WHERE x.turn_id IS NOT NULL GROUP BY x.dialogue_id, x.project_id) n
        LEFT JOIN dialogue_search o ON o.dialogue_id = n.dialogue_id
      ON CONFLICT (dialogue_id) DO UPDATE SET words = excluded.words, signs = excluded.signs, letters = excluded.letters
      RETURNING 1
    )
    SELECT (SELECT count(*) FROM taken)::int AS turns, (SELECT count(*) FROM written)::int AS dialogues`,
);

/**
 * Puts turns that were stored last into the rows in which dialogues are searched, those of all projects, some at a time. For
 * workers, again and again: one at a time does it, and each turn is added once.
 *
 * @returns how many turns were taken up: 0 where none waits, or another is at it
 */
export function makeSearchable(): Promise<number> {
  return acrossProjects(() =>
    transaction(async (tx) => {
      if (!(await first(lock(), tx))?.isOurs) return 0;
      return (await first(takeUp(), tx))?.turns ?? 0;
    }),
  );
}

const countWaiting = statement(
  "searchIndex.countWaiting",
  { turns: int },
  (most: number) => sql`
    SELECT count(*)::int AS turns FROM (SELECT FROM unsearched_turn u LIMIT ${most}::int) w`,
);

/** What a search does not find yet, in words for whoever searches; null when it finds all. */
export async function whyIncomplete(): Promise<string | null> {
  const most = 1_000_000;
  const turns = (await first(countWaiting(most)))?.turns ?? 0;
  if (turns <= mostFresh) return null;
  const said = turns === most ? "More than a million" : String(turns);
  return `${said} of the turns that were stored last cannot be searched yet. A worker is making them searchable.`;
}

/**
 * Before something is done to what a search finds: throws `conflict` where it would miss some of it, since not all is searchable
 * yet.
 */
export async function requireComplete(filter: { q?: string } | null): Promise<void> {
  const why = filter?.q ? await whyIncomplete() : null;
  if (why) throw new AppError("conflict", `${why} Nothing was done; try again in a minute or so.`);
}
