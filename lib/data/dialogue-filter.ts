import type { DialogueFilter as Asked } from "@/lib/domain/dialogue-filter";
import { type FigureRange, readFigureRanges, tokensIn } from "@/lib/domain/statistics/bins";
import { readTagList } from "@/lib/domain/tag-list";
import { type Fragment, join, sql } from "./door/fragment";
import { whereDuplicates } from "./duplicates/where-duplicates";
import { isHeld } from "./review/holding";
import { whereSearched } from "./search";

/** `verdict` of downloads may say `any`: judged or not. */
export type DialogueSelection = Omit<Asked, "verdict"> & { verdict?: Asked["verdict"] | "any" };

type PlainField = Exclude<
  keyof DialogueSelection,
  "q" | "duplicates" | "verdict" | "edited" | "inQueue" | "flag" | "tag" | "every" | `decided${string}`
>;

const dayAfter = (day: unknown) => sql`(${day}::date + 1)::timestamp AT TIME ZONE 'UTC'`;
const dayOf = (day: unknown) => sql`(${day}::date)::timestamp AT TIME ZONE 'UTC'`;
const tokens = sql`(d.input_tokens::bigint + d.output_tokens)`;

/** What a field names, separated by commas. */
function listed(value: unknown): string[] {
  return String(value)
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}

/** One id is compared as such: an index then also gives the order of the list. */
function isOneOf(column: Fragment, ids: unknown): Fragment {
  const [one, ...more] = listed(ids);
  return more.length === 0 ? sql`${column} = ${one ?? ""}` : sql`${column} = ANY(${[one, ...more]}::text[])`;
}

/** A value of the path that the dialogue was last seen on. */
function hasValue(range: FigureRange): Fragment {
  return sql`d.id IN (SELECT p.dialogue_id FROM path_figures p WHERE p.bins && ${tokensIn(range)}::text[]
    AND NOT EXISTS (SELECT FROM path_figures n WHERE n.dialogue_id = p.dialogue_id AND n.seen > p.seen))`;
}

/** Fields that are one condition on their value. */
const plain: Record<PlainField, (value: unknown) => Fragment> = {
  run: (ids) => isOneOf(sql`d.run_id`, ids),
  import: (ids) => isOneOf(sql`d.import_id`, ids),
  dataSet: (ids) =>
    sql`EXISTS (SELECT FROM data_set_dialogue x WHERE x.dialogue_id = d.id AND ${isOneOf(sql`x.data_set_id`, ids)})`,
  simulator: (ids) => sql`d.run_id IN (SELECT r.id FROM run r WHERE ${isOneOf(sql`r.simulator_id`, ids)})`,
  assistant: (ids) => sql`d.run_id IN (SELECT r.id FROM run r WHERE ${isOneOf(sql`r.assistant_id`, ids)})`,
  status: (words) => sql`d.status = ANY(${listed(words)}::text[])`,
  endReason: (words) => sql`d.end_reason = ANY(${listed(words)}::text[])`,
  figure: (text) => {
    const ranges = readFigureRanges(String(text));
    return ranges ? join(ranges.map(hasValue), " AND ") : sql`FALSE`;
  },
  chosen: (ids) => sql`d.id = ANY(${listed(ids)}::text[])`,
  minRounds: (rounds) => sql`d.rounds >= ${rounds}::int`,
  maxRounds: (rounds) => sql`d.rounds <= ${rounds}::int`,
  minTokens: (count) => sql`${tokens} >= ${count}::bigint`,
  maxTokens: (count) => sql`${tokens} <= ${count}::bigint`,
  minCost: (cost) => sql`d.cost >= ${cost}::float8`,
  maxCost: (cost) => sql`d.cost <= ${cost}::float8`,
  madeFrom: (day) => sql`d.created_at >= ${dayOf(day)}`,
  madeTo: (day) => sql`d.created_at < ${dayAfter(day)}`,
  endedFrom: (day) => sql`d.ended_at >= ${dayOf(day)}`,
  endedTo: (day) => sql`d.ended_at < ${dayAfter(day)}`,
};

/** Condition on `dialogue d`. What is in the trash is nowhere. */
export function whereDialogues(filter: DialogueSelection): Fragment {
  const conditions = [sql`d.deleted_at IS NULL`];
  for (const [field, condition] of Object.entries(plain)) {
    const value = filter[field as PlainField];
    if (value !== undefined && value !== "") conditions.push(condition(value));
  }
  if (filter.q) conditions.push(...whereSearched(filter.q));
  if (filter.duplicates) conditions.push(whereDuplicates(filter.duplicates));
  if (filter.verdict && filter.verdict !== "any") conditions.push(hasVerdict(listed(filter.verdict)));
  if (filter.flag) conditions.push(holds(sql`d.flags`, listed(filter.flag), filter));
  if (filter.tag) conditions.push(holds(sql`d.tags`, readTagList(filter.tag), filter));
  if (filter.decidedBy || filter.decidedFrom || filter.decidedTo) conditions.push(whereDecided(filter));
  if (filter.edited) conditions.push(filter.edited === "no" ? sql`NOT ${edited}` : edited);
  if (filter.inQueue) conditions.push(filter.inQueue === "no" ? sql`NOT ${isHeld}` : isHeld);
  return join(conditions, " AND ");
}

/** All of the words, or any. Commas alone name nothing, which no dialogue has. */
function holds(set: Fragment, words: string[], { every }: DialogueSelection): Fragment {
  if (words.length === 0) return sql`FALSE`;
  return every ? sql`${set} @> ${words}::text[]` : sql`${set} && ${words}::text[]`;
}

/** As plain comparisons: the planner then knows how many dialogues there are of each, and walks the list to the first page. */
function hasVerdict(words: string[]): Fragment {
  const isDecided = sql`d.verdict = ANY(${words.filter((word) => word !== "none")}::text[])`;
  if (!words.includes("none")) return isDecided;
  return words.length === 1 ? sql`d.verdict IS NULL` : sql`(d.verdict IS NULL OR ${isDecided})`;
}

const inForce = sql`NOT EXISTS (SELECT FROM decision u WHERE u.undoes_id = x.id)`;
const edited = sql`EXISTS (SELECT FROM decision x
  WHERE x.dialogue_id = d.id AND x.kind IN ('edit', 'amend', 'take_over') AND ${inForce})`;

/** What people said apart from each other in a shared review is told by no filter before that is settled. */
function whereDecided({ decidedBy, decidedFrom, decidedTo }: DialogueSelection): Fragment {
  const conditions = [sql`x.dialogue_id = d.id`, sql`x.kind IN ('accept', 'reject')`, inForce];
  if (decidedBy) conditions.push(isOneOf(sql`x.person_id`, decidedBy));
  if (decidedFrom) conditions.push(sql`x.created_at >= ${dayOf(decidedFrom)}`);
  if (decidedTo) conditions.push(sql`x.created_at < ${dayAfter(decidedTo)}`);
  return sql`EXISTS (SELECT FROM decision x WHERE ${join(conditions, " AND ")}
    AND NOT EXISTS (SELECT FROM assignment a JOIN review_item i ON i.id = a.item_id
      WHERE a.id = x.assignment_id AND i.needed <> 1 AND i.status <> 'settled'))`;
}

const day = "2026-01-01";
const between = { minRounds: 1, maxRounds: 2, minTokens: 1, maxTokens: 2, minCost: 0, maxCost: 1 };

/** Filters that together take every form of the condition, for the test that prepares what is filtered by it. */
export const filterForms: DialogueSelection[] = [
  {},
  { run: "r", simulator: "m", assistant: "m", status: "ended", endReason: "budget", tag: "t", flag: "near_empty" },
  { status: "ended,parked", endReason: "budget,person", tag: "t,u", flag: "near_empty,cut_by_length", every: "yes" },
  { chosen: "d,e", verdict: "none,rejected" },
  { import: "i" },
  { dataSet: "s" },
  { figure: "rounds:3..8,mtld:50.." },
  { import: "i,j", dataSet: "s,t", run: "r,s", simulator: "m,n", assistant: "m,n", decidedBy: "p,q" },
  between,
  { madeFrom: day, madeTo: day, endedFrom: day, endedTo: day, decidedBy: "p", decidedFrom: day, decidedTo: day },
  { q: 'word begin* "exact text" 水火 -word -"exact text"', verdict: "none", edited: "no", inQueue: "no" },
  { q: '"exact text"', verdict: "accepted", edited: "yes", inQueue: "yes", duplicates: "like_opening" },
  { duplicates: "one_of_dialogue" },
];
