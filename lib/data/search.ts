import { hasSymbol, hasUnspacedScript, wordsOf } from "@/lib/domain/search-text";
import { readSearch, type SearchTerm, whyUnsearchable } from "@/lib/domain/search-words";
import { cutAround, type SnippetPiece } from "@/lib/domain/snippet";
import { all, first } from "./door/execute";
import { type Fragment, join, sql } from "./door/fragment";
import { int, text } from "./door/row";
import { statement } from "./door/statement";
import { merged, mostFresh } from "./search-index";

/**
 * What waits to be put into the rows that are searched (`unsearched_turn`), as these rows would be with it: `w` of a dialogue
 * with all its turns. Where more wait than a search looks at, none of them is found (`whyIncomplete` tells how many).
 */
const fresh = sql`(
  SELECT n.dialogue_id, ${merged.words} AS words, ${merged.signs} AS signs, ${merged.letters} AS letters
  FROM (SELECT t.dialogue_id, array_agg(t.text ORDER BY t.version, t.id) AS texts FROM turn t
      WHERE t.id IN (SELECT u.turn_id FROM unsearched_turn u
        WHERE (SELECT count(*) FROM (SELECT FROM unsearched_turn m LIMIT ${mostFresh} + 1) b) <= ${mostFresh}
        LIMIT ${mostFresh}) GROUP BY t.dialogue_id) n
    LEFT JOIN dialogue_search o ON o.dialogue_id = n.dialogue_id)`;

/**
 * Conditions under which a dialogue `d` has what a person typed into the search box. Each term may be in another turn,
 * also in one that an edit has left behind, since that is where a person remembers it. Words are found in every form
 * that the database's simple and English dictionaries know; exact text and scripts without spaces by trigrams, or by
 * their signs where a term is too short for these: all in one row for each dialogue (table dialogue_search), and in what is yet
 * to come into it. What cannot be searched is in no dialogue: a search never means everything by mistake.
 */
export function whereSearched(typed: string): Fragment[] {
  if (whyUnsearchable(typed) !== null) return [sql`FALSE`];
  const { wanted, unwanted } = conditionsOf(typed);
  // An array is found once, before the list is walked: for a rare word the planner would rather walk it to its end.
  const conditions = wanted
    ? [
        sql`d.id = ANY (ARRAY(SELECT w.dialogue_id FROM dialogue_search w WHERE ${wanted}
        UNION ALL SELECT w.dialogue_id FROM ${fresh} w WHERE ${wanted}))`,
      ]
    : [];
  return [...conditions, ...without(unwanted)];
}

/** The same, asked of one dialogue after another: for a list that is walked until enough are found (`isCommon`). */
export function whereHeld(typed: string): Fragment {
  const { wanted, unwanted } = conditionsOf(typed);
  const has = wanted ?? sql`TRUE`;
  const held = sql`((SELECT ${has} FROM dialogue_search w WHERE w.dialogue_id = d.id)
    OR d.id = ANY (ARRAY(SELECT w.dialogue_id FROM ${fresh} w WHERE ${has})))`;
  return join([held, ...without(unwanted)], " AND ");
}

function conditionsOf(typed: string): { wanted: Fragment | null; unwanted: Fragment | null } {
  const terms = readSearch(typed);
  const [wanted, unwanted] = [terms.filter(({ negated }) => !negated), terms.filter(({ negated }) => negated)];
  return {
    wanted: wanted.length > 0 ? join(wanted.map(isIn), " AND ") : null,
    unwanted: unwanted.length > 0 ? join(unwanted.map(isIn), " OR ") : null,
  };
}

function without(unwanted: Fragment | null): Fragment[] {
  if (unwanted === null) return [];
  return [
    sql`NOT EXISTS (SELECT FROM dialogue_search w WHERE w.dialogue_id = d.id AND (${unwanted}))`,
    sql`d.id <> ALL (ARRAY(SELECT w.dialogue_id FROM ${fresh} w WHERE ${unwanted}))`,
  ];
}

/** A search that finds so many is common: a page of them is found sooner among the dialogues than all of them by the index. */
export const commonFrom = 2_000;

const countFound = statement(
  "search.countFound",
  { dialogues: int },
  (typed: string) => sql`
    SELECT count(*)::int AS dialogues
    FROM (SELECT FROM dialogue_search w WHERE ${conditionsOf(typed).wanted ?? sql`TRUE`} LIMIT ${commonFrom}) f`,
  { examples: ["word begin* also", '"exact text"', "-word €"].map((typed) => [typed]) },
);

/** Whether so much is found that a list is walked for it. */
export async function isCommon(typed: string): Promise<boolean> {
  if (whyUnsearchable(typed) !== null) return false;
  return ((await first(countFound(typed)))?.dialogues ?? 0) >= commonFrom;
}

/** Whether the dialogue of `w`, a row that is searched, has the term. */
function isIn(term: SearchTerm): Fragment {
  const { kind, text, words } = term;
  // Apart for each term, since a query without a word would be lost among others.
  if (kind !== "exact") return sql`w.words @@ (${matchesWords(term)})`;
  const has = standsIn(text, { letters: sql`w.letters`, signs: sql`w.signs` });
  if (words.length === 0 || hasUnspacedScript(text) || hasSymbol(text)) return has;
  return sql`(w.words @@ plainto_tsquery('simple', ${words.join(" ")}) AND ${has})`;
}

/** Whether `turn t` holds this folded text. */
function hasText(text: string): Fragment {
  return standsIn(text, { letters: sql`translate(search_text(t.text), ' ', 'Q')`, signs: sql`search_signs(t.text)` });
}

function standsIn(text: string, { letters, signs }: { letters: Fragment; signs: Fragment }): Fragment {
  if (isSign(text)) return sql`${signs} @> ARRAY[${text}::text]`;
  const isShort = !/[\p{L}\p{N}]{3}/u.test(text) && (hasUnspacedScript(text) || hasSymbol(text));
  // Trigrams go across the spaces of a phrase where these are a letter, one that no folded text holds.
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&").replaceAll(" ", "Q")}%`;
  const like = sql`${letters} LIKE ${pattern}`;
  return isShort ? sql`(${signs} @> search_signs(${text}::text) AND ${like})` : like;
}

/** Whether this is what `search_signs` tells by itself: a symbol, or one or two letters of a script without spaces. */
function isSign(text: string): boolean {
  const [first = "", second, ...others] = text;
  if (second === undefined) return hasSymbol(first) || hasUnspacedScript(first);
  return others.length === 0 && hasUnspacedScript(first) && hasUnspacedScript(second);
}

/** The words of a term in every form that the dictionaries know, as a query. */
function matchesWords({ kind, text }: SearchTerm): Fragment {
  if (kind === "beginning") return sql`to_tsquery('simple', ${text} || ':*')`;
  const apart = wordsOf(text).join(" ");
  const forms = (words: string) => sql`plainto_tsquery('simple', ${words}) || plainto_tsquery('english', ${words})`;
  const inOne = text.replace(/[-']/g, "");
  return inOne === text ? sql`(${forms(apart)})` : sql`(${forms(apart)} || ${forms(wordsOf(inOne).join(" "))})`;
}

/** Signs that no text holds: what is stored is made safe of control characters that Postgres or JSON cannot carry. */
const [start, end] = ["\u0002", "\u0003"];
const marks = `StartSel=${start}, StopSel=${end}, MaxFragments=1, MinWords=8, MaxWords=22, FragmentDelimiter=…`;

const listHits = statement(
  "snippets.list",
  { dialogueId: text, text, marked: text },
  (terms: SearchTerm[], dialogueIds: string[]) => {
    const words = terms.filter(({ kind }) => kind !== "exact").map(matchesWords);
    const likes = terms.filter(({ kind }) => kind === "exact").map((term) => sql`(${hasText(term.text)})`);
    const query = join(words, " || ");
    const isHit = [...(words.length > 0 ? [sql`turn_words(t.text) @@ (${query})`] : []), ...likes];
    return sql`
      SELECT h.dialogue_id AS "dialogueId", h.text,
        ${words.length > 0 ? sql`ts_headline('english', search_words(h.text), ${query}, ${marks})` : sql`''`} AS marked
      FROM (SELECT DISTINCT ON (t.dialogue_id) t.dialogue_id, t.text FROM turn t
            WHERE t.dialogue_id = ANY(${dialogueIds}) AND (${join(isHit, " OR ")})
            ORDER BY t.dialogue_id, t.version, t.id) h`;
  },
  {
    examples: ["word begin* also", '"exact text"', 'word "exact text"', "e-mail €"].map((typed) => [
      readSearch(typed),
      ["d"],
    ]),
  },
);

/**
 * Where a search found something in these dialogues: the first turn of each that holds one of the words or texts, with
 * the hits marked. A dialogue that was found by what it lacks has no snippet.
 */
export async function readSnippets(typed: string, dialogueIds: string[]): Promise<Map<string, SnippetPiece[]>> {
  const terms = readSearch(typed).filter(({ negated }) => !negated);
  if (terms.length === 0) return new Map();
  const texts = terms.filter(({ kind }) => kind === "exact").map((term) => term.text);
  const rows = await all(listHits(terms, dialogueIds));
  return new Map(
    rows.flatMap(({ dialogueId, text, marked }) => {
      const cut = cutAround(text, { texts, words: wordsIn(marked) });
      return cut ? [[dialogueId, cut]] : [];
    }),
  );
}

/** The words that the dictionaries took for hits, in whatever form they stand. */
function wordsIn(marked: string): string[] {
  const hits = marked.split(start).slice(1);
  return [...new Set(hits.map((hit) => hit.slice(0, hit.indexOf(end))))];
}
