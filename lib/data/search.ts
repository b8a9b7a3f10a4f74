import { hasUnspacedScript, readSearch, type SearchTerm } from "@/lib/domain/search-words";

/** As the partial index turn_pairs spells it. */
const unspaced = "[\\u0E00-\\u0EFF\\u1000-\\u109F\\u1780-\\u17FF\\u3040-\\u30FF\\u3400-\\u9FFF\\uF900-\\uFAFF]";

/** Adds a value to a statement and returns its place, `$n`. */
type Bind = (value: unknown) => string;

/**
 * Conditions under which a dialogue `d` has what a person typed into the search box. Each term may be in another turn,
 * also in one that an edit has left behind, since that is where a person remembers it. Words are found in every form
 * that the database's simple and English dictionaries know (table dialogue_words); exact text and scripts without spaces
 * by trigrams, or by pairs of letters where a term has only two (indexes turn_text_trgm, turn_pairs).
 */
export function whereSearched(typed: string, bind: Bind): string[] {
  const terms = readSearch(typed);
  const words = terms
    .filter(({ kind, negated }) => kind !== "exact" && !negated)
    .map((term) => matchesWords(term, bind));
  // An array is found once, before the list is walked: for a rare word the planner would rather walk it to its end.
  const found = `SELECT w.dialogue_id FROM dialogue_words w WHERE w.words @@ (${words.join(" && ")})`;
  const together = `d.id = ANY (ARRAY(${found}))`;
  const others = terms.flatMap((term) => {
    if (term.kind === "exact") return [`d.id ${term.negated ? "NOT IN" : "IN"} (${turnsWith(term.text, bind)})`];
    if (!term.negated) return [];
    return [
      `NOT EXISTS (SELECT FROM dialogue_words w WHERE w.dialogue_id = d.id AND w.words @@ (${matchesWords(term, bind)}))`,
    ];
  });
  return words.length > 0 ? [together, ...others] : others;
}

function turnsWith(text: string, bind: Bind): string {
  const like = `t.text ILIKE ${bind(`%${text.replace(/[\\%_]/g, "\\$&")}%`)}`;
  const isPair = hasUnspacedScript(text) && [...text].length === 2;
  const pair = isPair
    ? `t.text ~ '${unspaced}' AND letter_pairs(t.text) @> ARRAY[${bind(text.toLowerCase())}]::text[] AND `
    : "";
  return `SELECT t.dialogue_id FROM turn t WHERE ${pair}${like}`;
}

/** The words of a term in every form that the dictionaries know, as a query. */
export function matchesWords({ kind, text }: SearchTerm, bind: Bind): string {
  const place = bind(text);
  if (kind === "beginning") return `to_tsquery('simple', ${place} || ':*')`;
  return `(plainto_tsquery('simple', ${place}) || plainto_tsquery('english', ${place}))`;
}
