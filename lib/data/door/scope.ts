import { must } from "@/lib/base/assert";
import { projectTables, sharedTables } from "./project-tables";

/**
 * The first wall: SQL with the project put into every table that belongs to one. Each level of a statement (a CTE, a
 * subquery, one side of a UNION) that reads, changes or deletes rows of such a table gets `alias.project_id = $n` into its
 * WHERE; a table on the outer side of a join, where a condition in the WHERE would drop rows, is read through a subquery.
 * New rows get their project from the column's default. That nothing was missed is seen in the plan of every statement
 * (`statements.db.test.ts`).
 *
 * @param text - SQL without a trailing semicolon
 * @param parameter - what stands for the project, as "$7"
 * @param rater - what stands for a rater from whom something is kept (`notKeptFrom`); null for everybody else
 * @returns the text with conditions, or null when it names no such table
 */
export function scopeToProject(text: string, parameter: string, rater: string | null = null): string | null {
  const tokens = tokensOf(text);
  const edits: Edit[] = [];
  for (const level of levelsOf(tokens)) editLevel(level, { parameter, rater }, edits);
  if (edits.length === 0) return null;
  // Of two at one place the one that was asked for first comes first, so work goes from the end.
  const ordered = edits.map((edit, i) => ({ ...edit, i })).sort((a, b) => b.at - a.at || b.i - a.i);
  let scoped = text;
  for (const { at, until, put } of ordered) scoped = scoped.slice(0, at) + put + scoped.slice(until ?? at);
  return scoped;
}

type Token = { word: string; at: number; end: number };
type Edit = { at: number; until?: number; put: string };

/** Words, numbers, signs and texts; comments are passed over, names in double quotes are words. */
function tokensOf(text: string): Token[] {
  const pattern = /'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\/|"([^"]+)"|[A-Za-z_][\w.]*|[(),]|[^\s\w'"(),]+|\d+/g;
  return [...text.matchAll(pattern)].flatMap((match) => {
    const [found, quoted] = match;
    const isComment = /^(?:--|\/\*)/.test(found);
    return isComment ? [] : [{ word: quoted ?? found, at: match.index, end: match.index + found.length }];
  });
}

/** Tokens of each pair of parentheses by themselves, cut where a set operation or the next statement of a WITH begins. */
function levelsOf(tokens: Token[]): Token[][] {
  const open: Token[][] = [[]];
  const levels: Token[][] = [];
  const close = () => levels.push(open.pop() ?? []);
  for (const token of tokens) {
    if (token.word === ")") close();
    const level = open.at(-1);
    level?.push(token);
    if (/^(?:UNION|EXCEPT|INTERSECT)$/i.test(token.word)) {
      close();
      open.push([]);
    }
    if (token.word === "(") open.push([]);
  }
  while (open.length > 0) close();
  return levels;
}

const clauseEnd = /^(?:GROUP|ORDER|LIMIT|OFFSET|RETURNING|HAVING|WINDOW|FOR|UNION|EXCEPT|INTERSECT)$/i;
const notAnAlias =
  /^(?:ON|USING|WHERE|SET|JOIN|LEFT|RIGHT|FULL|INNER|CROSS|GROUP|ORDER|LIMIT|FOR|RETURNING|UNION|EXCEPT|INTERSECT|AS|VALUES|SELECT|WITH|HAVING|OFFSET|[(),;]|[^\w].*)$/i;

type Scope = { parameter: string; rater: string | null };

function editLevel(level: Token[], scope: Scope, edits: Edit[]): void {
  const conditions: string[] = [];
  let from = -1;
  for (let i = 0; i < level.length; i += 1) {
    const table = level[i + 1];
    if (!table || !isSource(level, i) || !isScoped(table.word)) continue;
    const named = /^AS$/i.test(level[i + 2]?.word ?? "") ? 3 : 2;
    const next = level[i + named];
    const alias = next && !notAnAlias.test(next.word) ? next : null;
    const name = quote(alias?.word ?? table.word);
    if (isOuter(level, i)) {
      const put = `(SELECT * FROM ${quote(table.word)} WHERE ${condition("", table.word, scope)})${alias ? "" : ` ${name}`}`;
      edits.push({ at: table.at, until: table.end, put });
    } else {
      conditions.push(condition(`${name}.`, table.word, scope));
    }
    from = i;
  }
  if (conditions.length > 0) addConditions(level, from, conditions.join(" AND "), edits);
}

function condition(prefix: string, table: string, { parameter, rater }: Scope): string {
  const own = `${prefix}project_id = ${parameter}`;
  const inside = sharedTables.has(table) ? `(${own} OR ${prefix}project_id IS NULL)` : own;
  const shown = rater === null ? null : notKeptFrom(table, prefix, rater);
  return shown === null ? inside : `${inside} AND ${shown}`;
}

function addConditions(level: Token[], from: number, conditions: string, edits: Edit[]): void {
  const isEnd = (token: Token, i: number) =>
    i > from + 1 &&
    (clauseEnd.test(token.word) || (/^ON$/i.test(token.word) && /^CONFLICT$/i.test(level[i + 1]?.word ?? "")));
  const where = level.findIndex((token, i) => i > 0 && /^WHERE$/i.test(token.word) && isOwnWhere(level, i));
  const start = where === -1 ? from : where;
  const end = level.find((token, i) => i > start && isEnd(token, i));
  const at = end?.at ?? must(level.at(-1), "the table's own token").end;
  const before = must(level[start], "a clause");
  if (where === -1) edits.push({ at, put: ` WHERE ${conditions} ` });
  else edits.push({ at: before.end, put: ` ${conditions} AND (` }, { at, put: ") " });
}

/** A WHERE of the query itself, not of what its ON CONFLICT does. */
function isOwnWhere(level: Token[], at: number): boolean {
  return !level.slice(0, at).some(({ word }) => /^CONFLICT$/i.test(word));
}

/** True where a table's name follows: FROM, JOIN, USING, or UPDATE as a statement (not FOR UPDATE, not DO UPDATE). */
function isSource(level: Token[], at: number): boolean {
  const word = level[at]?.word ?? "";
  if (/^(?:FROM|JOIN|USING)$/i.test(word)) return true;
  return /^UPDATE$/i.test(word) && !/^(?:FOR|DO|KEY)$/i.test(level[at - 1]?.word ?? "");
}

/** True where rows may be missing from a join on the side of this table. */
function isOuter(level: Token[], at: number): boolean {
  const before = level.slice(Math.max(0, at - 2), at).map(({ word }) => word.toUpperCase());
  if (/^JOIN$/i.test(level[at]?.word ?? "")) return before.includes("LEFT") || before.includes("FULL");
  return level.some(({ word }, i) => i > at && /^(?:RIGHT|FULL)$/i.test(word));
}

function isScoped(word: string): boolean {
  return projectTables.has(word) || sharedTables.has(word);
}

function quote(name: string): string {
  return /^[a-z_]\w*$/.test(name) && name !== "user" ? name : `"${name}"`;
}

/** Tables with a row for a dialogue, or for a part of one. */
const ofDialogues: ReadonlySet<string> = new Set([
  "attempt",
  "bulk_act_item",
  "data_set_dialogue",
  "decision",
  "dialogue_fingerprint",
  "dialogue_score",
  "dialogue_search",
  "path_figures",
  "presence",
  "review_item",
  "snapshot_dialogue",
  "stale_fingerprint",
  "turn",
]);

/** What is said of dialogues of many origins at once: models and prompts of them all. */
const ofCollections: ReadonlySet<string> = new Set([
  "data_set",
  "data_set_change",
  "data_set_corpus",
  "data_set_figures",
  "data_set_member",
  "data_set_path",
  "data_set_target",
  "human_reference",
  "snapshot",
  "snapshot_card",
  "corpus_figures",
  "snapshot_figures",
  "topic_map",
  "gap",
  "gap_cluster",
  "split",
  "split_snapshot",
  "trained_model",
  "training_checkpoint",
  "training_event",
  "training_export",
  "training_job",
  "training_job_snapshot",
  "export_download",
]);

/**
 * The blindfold: what a rater of an open evaluation, or a judge of a queue that hides models, must not find is not there, in
 * any table that holds it, for as long as they vote or judge. Put into statements where the project is, so that no read has to think of it.
 *
 * @param prefix - "d." where the table is called d
 * @param rater - what stands for the rater's id, as "$8"; "$8, true" at an item of such a queue
 * @returns a condition, or null for a table that holds nothing of the kind
 */
function notKeptFrom(table: string, prefix: string, rater: string): string | null {
  const origins = `((SELECT kept_origins(${rater}))::text[])`;
  if (table === "run" || table === "import") return `${prefix}id <> ALL${origins}`;
  if (table === "dialogue") return `coalesce(${prefix}run_id, ${prefix}import_id) <> ALL${origins}`;
  if (table === "model") return `${prefix}id <> ALL((SELECT kept_models(${rater}))::text[])`;
  if (ofCollections.has(table))
    return `cardinality${origins} = 0 AND cardinality((SELECT kept_models(${rater}))::text[]) = 0`;
  if (!ofDialogues.has(table)) return null;
  return `NOT EXISTS (SELECT 1 FROM dialogue kept WHERE kept.id = ${prefix}dialogue_id AND coalesce(kept.run_id, kept.import_id) = ANY${origins})`;
}
