import { hasUnspacedScript, readSearch, type SearchTerm } from "@/lib/domain/search-words";

/** As the partial index turn_pairs spells it. */
const unspaced = "[\\u0E00-\\u0EFF\\u1000-\\u109F\\u1780-\\u17FF\\u3040-\\u30FF\\u3400-\\u9FFF\\uF900-\\uFAFF]";

/** Adds a value to a statement and returns its place, `$n`. */
type Bind = (value: unknown) => string;

/**
 * Conditions under which a dialogue `d` has what a person typed into the search box, one a term; each may be in another
 * turn, also in one that an edit has left behind, since that is where a person remembers it. Words are found in every
 * form that the database's simple and English dictionaries know (index turn_words); exact text and scripts without
 * spaces by trigrams, or by pairs of letters where a term has only two (indexes turn_text_trgm, turn_pairs).
 */
export function whereSearched(typed: string, bind: Bind): string[] {
  return readSearch(typed).map((term) => {
    const turns = `SELECT t.dialogue_id FROM turn t WHERE ${whereTurn(term, bind)}`;
    return term.negated ? `NOT EXISTS (${turns} AND t.dialogue_id = d.id)` : `d.id IN (${turns})`;
  });
}

function whereTurn({ kind, text }: SearchTerm, bind: Bind): string {
  if (kind === "exact") {
    const like = `t.text ILIKE ${bind(`%${text.replace(/[\\%_]/g, "\\$&")}%`)}`;
    const isPair = hasUnspacedScript(text) && [...text].length === 2;
    return isPair
      ? `t.text ~ '${unspaced}' AND letter_pairs(t.text) @> ARRAY[${bind(text.toLowerCase())}]::text[] AND ${like}`
      : like;
  }
  const place = bind(text);
  const words =
    kind === "beginning"
      ? `to_tsquery('simple', ${place} || ':*')`
      : `plainto_tsquery('simple', ${place}) || plainto_tsquery('english', ${place})`;
  return `turn_words(t.text) @@ (${words})`;
}
