import type { DialogueFilter as Asked } from "@/lib/domain/dialogue-filter";
import { whereDuplicates } from "./duplicates/where-duplicates";
import { whereSearched } from "./search";

/** `verdict` of downloads may say `any`: judged or not. */
export type DialogueFilter = Omit<Asked, "verdict"> & { verdict?: Asked["verdict"] | "any" };

type PlainField = Exclude<keyof DialogueFilter, "q" | "duplicates" | "verdict" | "edited" | `decided${string}`>;

const dayAfter = (place: string) => `(${place}::date + 1)::timestamp AT TIME ZONE 'UTC'`;
const dayOf = (place: string) => `(${place}::date)::timestamp AT TIME ZONE 'UTC'`;
const tokens = "(d.input_tokens::bigint + d.output_tokens)";

/** Fields that are one condition on their value. */
const plain: Record<PlainField, (place: string) => string> = {
  run: (place) => `d.run_id = ${place}`,
  simulator: (place) => `d.run_id IN (SELECT r.id FROM run r WHERE r.simulator_id = ${place})`,
  assistant: (place) => `d.run_id IN (SELECT r.id FROM run r WHERE r.assistant_id = ${place})`,
  status: (place) => `d.status = ${place}`,
  endReason: (place) => `d.end_reason = ${place}`,
  tag: (place) => `d.tags @> ARRAY[${place}]::text[]`,
  flag: (place) => `${place} = ANY(d.flags)`,
  minRounds: (place) => `d.rounds >= ${place}::int`,
  maxRounds: (place) => `d.rounds <= ${place}::int`,
  minTokens: (place) => `${tokens} >= ${place}::bigint`,
  maxTokens: (place) => `${tokens} <= ${place}::bigint`,
  minCost: (place) => `d.cost >= ${place}::float8`,
  maxCost: (place) => `d.cost <= ${place}::float8`,
  madeFrom: (place) => `d.created_at >= ${dayOf(place)}`,
  madeTo: (place) => `d.created_at < ${dayAfter(place)}`,
  endedFrom: (place) => `d.ended_at >= ${dayOf(place)}`,
  endedTo: (place) => `d.ended_at < ${dayAfter(place)}`,
};

/** Conditions on `dialogue d`, with their values as $1…; never empty. What is in the trash is nowhere. */
export function whereDialogues(filter: DialogueFilter): { where: string; values: unknown[] } {
  const conditions = ["d.deleted_at IS NULL"];
  const values: unknown[] = [];
  const bind = (value: unknown) => {
    values.push(value);
    return `$${values.length}`;
  };
  for (const [field, condition] of Object.entries(plain)) {
    const value = filter[field as PlainField];
    if (value !== undefined && value !== "") conditions.push(condition(bind(value)));
  }
  if (filter.q) conditions.push(...whereSearched(filter.q, bind));
  if (filter.duplicates) conditions.push(whereDuplicates(filter.duplicates));
  if (filter.verdict === "none") conditions.push("d.verdict IS NULL");
  else if (filter.verdict && filter.verdict !== "any") conditions.push(`d.verdict = ${bind(filter.verdict)}`);
  if (filter.decidedBy || filter.decidedFrom || filter.decidedTo) conditions.push(whereDecided(filter, bind));
  if (filter.edited) conditions.push(`${filter.edited === "no" ? "NOT " : ""}${edited}`);
  return { where: conditions.join(" AND "), values };
}

const inForce = "NOT EXISTS (SELECT FROM decision u WHERE u.undoes_id = x.id)";
const edited = `EXISTS (SELECT FROM decision x
  WHERE x.dialogue_id = d.id AND x.kind IN ('edit', 'take_over') AND ${inForce})`;

/** What people said apart from each other in a shared review is told by no filter before that is settled. */
function whereDecided({ decidedBy, decidedFrom, decidedTo }: DialogueFilter, bind: (value: unknown) => string): string {
  const conditions = ["x.dialogue_id = d.id", "x.kind IN ('accept', 'reject')", inForce];
  if (decidedBy) conditions.push(`x.person_id = ${bind(decidedBy)}`);
  if (decidedFrom) conditions.push(`x.created_at >= ${dayOf(bind(decidedFrom))}`);
  if (decidedTo) conditions.push(`x.created_at < ${dayAfter(bind(decidedTo))}`);
  return `EXISTS (SELECT FROM decision x WHERE ${conditions.join(" AND ")}
    AND NOT EXISTS (SELECT FROM assignment a JOIN review_item i ON i.id = a.item_id
      WHERE a.id = x.assignment_id AND i.needed <> 1 AND i.status <> 'settled'))`;
}
