import { readSearch, type SearchTerm } from "@/lib/domain/search-words";
import { cutAround, type SnippetPiece } from "@/lib/domain/snippet";
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
