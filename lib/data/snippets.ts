import { readSearch, type SearchTerm } from "@/lib/domain/search-words";
import { cutAround, piecesOf, type SnippetPiece } from "@/lib/domain/snippet";
import { all } from "./door/execute";
import { join, sql } from "./door/fragment";
import { text } from "./door/row";
import { statement } from "./door/statement";
import { hasText, matchesWords } from "./search";

/** Signs that no text holds: what is stored is made safe of control characters that Postgres or JSON cannot carry. */
const [start, end] = ["\u0002", "\u0003"];
const marks = `StartSel=${start}, StopSel=${end}, MaxFragments=1, MinWords=8, MaxWords=22, FragmentDelimiter=…`;

const listHits = statement(
  "snippets.list",
  { dialogueId: text, text, marked: text },
  (terms: SearchTerm[], dialogueIds: string[]) => {
    const words = terms.filter(({ kind }) => kind !== "exact").map(matchesWords);
    const likes = terms.filter(({ kind }) => kind === "exact").map((term) => hasText(term.text));
    const query = join(words, " || ");
    const inWords = [
      sql`to_tsvector('simple', t.text) @@ (${query})`,
      sql`to_tsvector('english', t.text) @@ (${query})`,
    ];
    return sql`
      SELECT h.dialogue_id AS "dialogueId", h.text,
        ${words.length > 0 ? sql`ts_headline('english', h.text, ${query}, ${marks})` : sql`''`} AS marked
      FROM (SELECT DISTINCT ON (t.dialogue_id) t.dialogue_id, t.text FROM turn t
            WHERE t.dialogue_id = ANY(${dialogueIds}) AND (${join(words.length > 0 ? [...inWords, ...likes] : likes, " OR ")})
            ORDER BY t.dialogue_id, t.version, t.id) h`;
  },
  { examples: ["word begin* also", '"exact text"', 'word "exact text"'].map((typed) => [readSearch(typed), ["d"]]) },
);

/**
 * Where a search found something in these dialogues: the first turn of each that holds one of the words or texts, with
 * the hits marked. A dialogue that was found by what it lacks has no snippet.
 */
export async function readSnippets(typed: string, dialogueIds: string[]): Promise<Map<string, SnippetPiece[]>> {
  const terms = readSearch(typed).filter(({ negated }) => !negated);
  if (terms.length === 0) return new Map();
  const exact = terms.filter(({ kind }) => kind === "exact").map((term) => term.text);
  const rows = await all(listHits(terms, dialogueIds));
  return new Map(
    rows.map(({ dialogueId, text, marked }) => {
      const cut = exact.map((needle) => cutAround(text, needle)).find((pieces) => pieces !== null);
      return [dialogueId, cut ?? piecesOf(marked, start, end)];
    }),
  );
}
