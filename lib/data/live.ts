import type { Dialogue, Turn } from "@/lib/domain/dialogue";
import type { Job } from "@/lib/domain/job";
import type { CountedNoun, LiveFrame } from "@/lib/domain/live";
import { dialogueColumns, dialogueShape, toDialogue } from "./dialogue-row";
import { all, execute } from "./door/execute";
import { sql } from "./door/fragment";
import { listOf, made, nothing, orNull, type RowOf, rowInJson, text, texts, word } from "./door/row";
import { statement } from "./door/statement";
import { jobColumns, jobShape, jobSource, toJob } from "./jobs/jobs";
import { prisma } from "./prisma";
import { acrossProjects } from "./project-at-work";
import { toTurn, turnColumns, turnShape } from "./turn-row";

const list = statement(
  "jobs.listByIds",
  jobShape,
  (ids: string[]) => sql`SELECT ${jobColumns} FROM ${jobSource} WHERE j.id = ANY(${ids}::text[])`,
);

const mostFollowed = 500;

const listNew = statement(
  "jobs.listNew",
  jobShape,
  () => sql`
    SELECT ${jobColumns} FROM ${jobSource}
    WHERE j.status IN ('waiting', 'running') OR j.updated_at > now() - interval '10 seconds'
    ORDER BY j.updated_at DESC LIMIT ${mostFollowed}`,
);

const listMarks = statement(
  "countMarks.list",
  { id: word<CountedNoun>(), mark: text },
  (nouns: CountedNoun[]) => sql`
    SELECT noun AS id, CASE noun
      WHEN 'evaluations' THEN concat_ws(' ',
        (SELECT md5(string_agg(id || status, ' ' ORDER BY id)) FROM evaluation),
        (SELECT sum(version) FROM evaluation_votes),
        (SELECT sum(version) FROM job WHERE kind IN ('answers', 'judgments')
          AND (status IN ('waiting', 'running') OR updated_at > now() - interval '1 minute')))
      WHEN 'dialogues' THEN concat_ws(' ',
        (SELECT concat(x.id, x.created_at) FROM decision x ORDER BY x.created_at DESC LIMIT 1),
        (SELECT concat(d.id, d.created_at) FROM dialogue d ORDER BY d.created_at DESC, d.id DESC LIMIT 1),
        (SELECT sum(s.tokens) FROM spending s WHERE s.month = date_trunc('month', now() AT TIME ZONE 'UTC')::date))
      WHEN 'figures' THEN concat_ws(' ', (SELECT max(f.changed_at) FROM data_set_figures f))
      ELSE concat_ws(' ', (SELECT fence FROM duplicate_setting),
        (SELECT string_agg(id || ' ' || version, ' ' ORDER BY id) FROM job WHERE kind = 'duplicates'
          AND (status IN ('waiting', 'running') OR updated_at > now() - interval '1 minute')))
      END AS mark
    FROM unnest(${nouns}::text[]) AS noun`,
);

export type LiveDelta = Extract<LiveFrame, { type: "delta" }>;
/** A delta with the fence of the claim it is written under: watchers see it for as long as that claim holds. */
export type FencedDelta = LiveDelta & { fence: number };

/** From where on a dialogue is to be read. Turns carry the version they came with, so they have their own mark. */
export type LiveMark = { id: string; version: number; turnsAfter: number; deltaId: number };

/** What is new after a mark, all of one moment. `turns` always hold the head and its parent when `dialogue` is there. */
export type LiveNews = { id: string; dialogue: Dialogue | null; turns: Turn[]; deltas: LiveDelta[]; deltaId: number };

type DeltaInJson = Omit<LiveDelta, "type" | "id"> & { rowId: number };

const newsShape = {
  id: text,
  dialogue: orNull(rowInJson(dialogueShape)),
  turns: orNull(listOf(rowInJson(turnShape))),
  deltas: orNull(made<DeltaInJson[]>()),
};

// One statement sees one moment: a head can never be read without its turn, a turn beside its own deltas, nor what a
// worker still writes after its claim was lost.
const readNews = statement(
  "live.readNews",
  newsShape,
  (marks: LiveMark[]) => sql`
    SELECT m.id, to_json(d) AS dialogue,
      (SELECT json_agg(t ORDER BY t.id) FROM (
        SELECT ${turnColumns} FROM turn t WHERE t.dialogue_id = d.id AND (t.version > m.turns_after OR t.id = d."headId"
          OR t.id = (SELECT h.parent_id FROM turn h WHERE h.id = d."headId"))) t) AS turns,
      (SELECT json_agg(l ORDER BY l."rowId") FROM (
        SELECT l.id AS "rowId", l.turn_id AS "turnId", l.parent_id AS "parentId", l.speaker, l.at, l.text, l.reasoning
        FROM live_delta l JOIN dialogue f ON f.id = m.id AND f.fence = l.fence
        WHERE l.dialogue_id = m.id AND l.id > m.delta_id) l) AS deltas
    FROM unnest(${marks.map(({ id }) => id)}::text[], ${marks.map(({ version }) => version)}::int[],
      ${marks.map(({ turnsAfter }) => turnsAfter)}::int[], ${marks.map(({ deltaId }) => deltaId)}::bigint[])
      AS m (id, version, turns_after, delta_id)
    LEFT JOIN LATERAL (
      SELECT ${dialogueColumns} FROM dialogue d WHERE d.id = m.id AND d.version > m.version) d ON true`,
  { prepared: true },
);

/** What happened to dialogues after their marks; dialogues without news (or that do not exist) are left out. */
export async function readLiveNews(marks: LiveMark[]): Promise<LiveNews[]> {
  if (marks.length === 0) return [];
  const rows = await all(readNews(marks));
  return rows.filter(({ dialogue, deltas }) => dialogue || deltas).map(toNews);
}

function toNews({ id, dialogue, turns, deltas }: RowOf<typeof newsShape>): LiveNews {
  return {
    id,
    dialogue: dialogue && toDialogue(dialogue),
    turns: (turns ?? []).map(toTurn),
    deltas: (deltas ?? []).map(({ rowId: _, ...delta }) => ({ type: "delta", id, ...delta })),
    deltaId: deltas?.at(-1)?.rowId ?? 0,
  };
}

const insertDeltas = statement(
  "live.insertDeltas",
  { pg_notify: nothing },
  (deltas: FencedDelta[], payloads: string[]) => sql`
    WITH written AS (
      INSERT INTO live_delta (dialogue_id, turn_id, fence, parent_id, speaker, at, text, reasoning)
      SELECT dialogue_id, turn_id, fence, parent_id, speaker, at, text, reasoning
      FROM unnest(${deltas.map(({ id }) => id)}::text[], ${deltas.map(({ turnId }) => turnId)}::text[],
        ${deltas.map(({ fence }) => fence)}::int[], ${deltas.map(({ parentId }) => parentId)}::text[],
        ${deltas.map(({ speaker }) => speaker)}::text[], ${deltas.map(({ at }) => at)}::int[],
        ${deltas.map(({ text }) => text)}::text[], ${deltas.map(({ reasoning }) => reasoning)}::boolean[])
        WITH ORDINALITY AS l (dialogue_id, turn_id, fence, parent_id, speaker, at, text, reasoning, place)
      ORDER BY place
    )
    SELECT pg_notify('live', payload) FROM unnest(${payloads}::text[]) AS payload`,
  { prepared: true },
);

/** Writes deltas and notifies the `live` channel in one statement: whoever hears the notification finds the rows. */
export async function insertLiveDeltas(deltas: FencedDelta[], payloads: string[]): Promise<void> {
  await acrossProjects(() => execute(insertDeltas(deltas, payloads)));
}

const notifyAll = statement(
  "live.notify",
  { pg_notify: nothing },
  (channel: "live" | "control", payloads: string[]) => sql`
    SELECT pg_notify(${channel}, payload) FROM unnest(${payloads}::text[]) AS payload`,
);

export async function notify(channel: "live" | "control", payloads: string[]): Promise<void> {
  await execute(notifyAll(channel, payloads));
}

/** The newest dialogues of a run, newest first. */
export async function newestOfRun(runId: string, limit: number): Promise<string[]> {
  const newest = { orderBy: { number: "desc" }, take: limit } as const;
  return (await prisma.dialogue.findMany({ where: { runId }, select: { id: true }, ...newest })).map(({ id }) => id);
}

const listLive = statement(
  "live.list",
  { id: text },
  (held: string[], limit: number) => sql`
    SELECT id FROM dialogue WHERE status = 'running'
    UNION SELECT id FROM dialogue WHERE status = 'queued' AND head_id IS NOT NULL
    UNION SELECT id FROM dialogue WHERE id = ANY(${held}::text[]) AND updated_at > now() - interval '1 minute'
    UNION SELECT id FROM (
      SELECT id, updated_at FROM dialogue ORDER BY created_at DESC, id DESC LIMIT 2000
    ) newest WHERE updated_at > now() - interval '1 minute'
    ORDER BY id DESC LIMIT ${limit}::int`,
);

/**
 * Dialogues in which something happens, newest first: running, waiting for their next turn, or changed within the last
 * minute. The latter are looked for among `held` and the newest 2,000, so that a million ended ones cost nothing.
 */
export async function liveDialogues(held: string[], limit: number): Promise<string[]> {
  return (await all(listLive(held, limit))).map(({ id }) => id);
}

/** Where a dialogue comes from: its run, null where it was imported, and the id of either. */
export type Origin = { runId: string | null; originId: string };

const listOrigins = statement(
  "live.originsOf",
  { id: text, runId: orNull(text), originId: text },
  (ids: string[]) => sql`
    SELECT id, run_id AS "runId", coalesce(run_id, import_id) AS "originId" FROM dialogue WHERE id = ANY(${ids}::text[])`,
);

/** Where each dialogue comes from, which never changes; unknown ids are left out. */
export async function originsOf(ids: string[]): Promise<Map<string, Origin>> {
  return new Map((await all(listOrigins(ids))).map(({ id, ...origin }) => [id, origin]));
}

const listKept = statement(
  "live.keptFrom",
  { id: text, origins: texts },
  (people: string[]) => sql`SELECT p.id, kept_origins(p.id) AS origins FROM unnest(${people}::text[]) AS p (id)`,
);

/** Of each of these people the runs and imports that are kept from them. */
export async function keptFrom(people: string[]): Promise<Map<string, ReadonlySet<string>>> {
  return new Map((await all(listKept(people))).map(({ id, origins }) => [id, new Set(origins)]));
}

export async function findJobs(ids: string[]): Promise<Job[]> {
  return ids.length === 0 ? [] : (await all(list(ids))).map(toJob);
}

/** Jobs at work or waiting, and those that changed within the last seconds: what whoever follows jobs has to know. */
export async function listNewJobs(): Promise<Job[]> {
  return (await all(listNew())).map(toJob);
}

/** Of each noun a text that is another one as soon as its counts may have changed; cheap, from what changes with them. */
export function readCountMarks(nouns: CountedNoun[]): Promise<{ id: CountedNoun; mark: string }[]> {
  return nouns.length === 0 ? Promise.resolve([]) : all(listMarks(nouns));
}
