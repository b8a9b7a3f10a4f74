import { must } from "@/lib/base/assert";
import type { Dialogue } from "@/lib/domain/dialogue";
import type { DialogueSort } from "@/lib/domain/dialogue-filter";
import { whyUnsearchable } from "@/lib/domain/search-words";
import { type DialogueSelection, filterForms, whereDialogues } from "./dialogue-filter";
import { dialogueColumns, dialogueShape, toDialogue } from "./dialogue-row";
import { all, first } from "./door/execute";
import { type Fragment, sql } from "./door/fragment";
import { int, text } from "./door/row";
import { statement } from "./door/statement";
import { decodeCursor, type PageOf, toPage } from "./page";
import { prisma } from "./prisma";
import { isCommon, whereHeld } from "./search";
import { whyIncomplete } from "./search-index";
import type { Queryable } from "./sql";

const [newestFirst, oldestFirst] = [
  { direction: sql`DESC`, past: sql`<` },
  { direction: sql`ASC`, past: sql`>` },
];
const orders = {
  newest: { column: sql`d.created_at`, type: sql`timestamptz`, ...newestFirst },
  oldest: { column: sql`d.created_at`, type: sql`timestamptz`, ...oldestFirst },
  longest: { column: sql`d.rounds`, type: sql`int`, ...newestFirst },
};

type Place = { sort: DialogueSort; after: [key: string, id: string] | null; limit: number };

/** The order of a list, and what comes behind its last page, as a condition that follows others. */
function placed({ sort, after }: Place): { behind: Fragment; order: Fragment } {
  const { column, type, direction, past } = orders[sort];
  const behind = after && sql`AND (${column}, d.id) ${past} (${after[0]}::${type}, ${after[1]}::text)`;
  return { behind: behind ?? sql``, order: sql`${column} ${direction}, d.id ${direction}` };
}

const list = statement(
  "dialogues.list",
  dialogueShape,
  (filter: DialogueSelection, place: Place) => {
    const { behind, order } = placed(place);
    return sql`
      SELECT ${dialogueColumns}
      FROM dialogue d WHERE ${whereDialogues(filter)} ${behind} ORDER BY ${order} LIMIT ${place.limit}`;
  },
  {
    examples: filterForms.flatMap((filter) =>
      (["newest", "oldest", "longest"] as const).flatMap((sort) =>
        [null, ["1", "d"] as [string, string]].map((after): [DialogueSelection, Place] => [
          filter,
          { sort, after, limit: 2 },
        ]),
      ),
    ),
  },
);

/** So many dialogues are walked for what is common; where they do not hold a page of it, all of it is found by the index. */
const mostWalked = 20_000;

const walk = statement(
  "dialogues.walk",
  dialogueShape,
  ({ q = "", ...filter }: DialogueSelection, place: Place) => {
    const { behind, order } = placed(place);
    return sql`
      SELECT ${dialogueColumns}
      FROM (SELECT d.* FROM dialogue d WHERE ${whereDialogues(filter)} ${behind} ORDER BY ${order} LIMIT ${mostWalked}) d
      WHERE ${whereHeld(q)} ORDER BY ${order} LIMIT ${place.limit}`;
  },
  {
    examples: ["word", "word -other"].flatMap((q) =>
      (["newest", "oldest"] as const).map((sort): [DialogueSelection, Place] => [
        { q },
        { sort, after: null, limit: 2 },
      ]),
    ),
  },
);

/** The rows of a page, and one more where there is one. */
async function read(filter: DialogueSelection, place: Place) {
  const { q } = filter;
  if (q && place.sort !== "longest" && (await isCommon(q))) {
    const rows = await all(walk(filter, place));
    if (rows.length === place.limit) return rows;
  }
  return all(list(filter, place));
}

type Options = DialogueSelection & { sort: DialogueSort; cursor?: string; limit: number };

/** `note` says why a search finds nothing, whatever there is, or not all that there is. */
type DialoguePage = PageOf<Dialogue> & { note: string | null };

/** A page of dialogues without their turns; stable while others are added, since it goes on after the last one shown. */
export async function listDialogues({ sort, cursor, limit, ...filter }: Options): Promise<DialoguePage> {
  const after = cursor === undefined ? null : decodeCursor(cursor, sort === "longest" ? "int" : "moment");
  const rows = await read(filter, { sort, after, limit: limit + 1 });
  const { items, nextCursor } = toPage(rows, limit, ({ rounds, createdAt, id }) => [
    sort === "longest" ? rounds : createdAt,
    id,
  ]);
  return { items: items.map(toDialogue), nextCursor, note: await noteOn(filter) };
}

async function noteOn({ q }: DialogueSelection): Promise<string | null> {
  return q ? (whyUnsearchable(q) ?? (await whyIncomplete())) : null;
}

const count = statement(
  "dialogues.count",
  { dialogues: int, accepted: int, rejected: int, rounds: int },
  (filter: DialogueSelection) => sql`
    SELECT count(*)::int AS dialogues, (count(*) FILTER (WHERE d.verdict = 'accepted'))::int AS accepted,
      (count(*) FILTER (WHERE d.verdict = 'rejected'))::int AS rejected, coalesce(sum(d.rounds), 0)::int AS rounds
    FROM dialogue d WHERE ${whereDialogues(filter)}`,
  { examples: filterForms.map((filter) => [filter]) },
);

/** How many there are, judged how, with how many rounds together. */
export async function countDialogues(filter: DialogueSelection, on?: Queryable) {
  return must(await first(count(filter), on), "the row of an aggregate");
}

export async function findDialogueIdOfTurn(turnId: string): Promise<string | null> {
  const turn = await prisma.turn.findFirst({ where: { id: turnId }, select: { dialogueId: true } });
  return turn?.dialogueId ?? null;
}

const countTags = statement(
  "dialogues.countTags",
  { tag: text, dialogues: int },
  () => sql`
    SELECT t.tag, count(*)::int AS dialogues FROM dialogue d CROSS JOIN LATERAL unnest(d.tags) AS t (tag)
    WHERE d.deleted_at IS NULL AND d.tags <> '{}' GROUP BY t.tag ORDER BY 2 DESC, 1 LIMIT 500`,
);

/** What dialogues outside the trash carry, at most 500 different ones, the commonest first. */
export function listTags(): Promise<{ tag: string; dialogues: number }[]> {
  return all(countTags());
}
