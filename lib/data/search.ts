import { hasUnspacedScript, readSearch, type SearchTerm } from "@/lib/domain/search-words";
import { type Fragment, join, sql } from "./door/fragment";

/** A script without spaces, as the partial index turn_pairs spells it. */
const isUnspaced = sql`t.text ~ '[\\u0E00-\\u0EFF\\u1000-\\u109F\\u1780-\\u17FF\\u3040-\\u30FF\\u3400-\\u9FFF\\uF900-\\uFAFF]'`;

/**
 * Conditions under which a dialogue `d` has what a person typed into the search box. Each term may be in another turn,
 * also in one that an edit has left behind, since that is where a person remembers it. Words are found in every form
 * that the database's simple and English dictionaries know (table dialogue_words); exact text and scripts without spaces
 * by trigrams, or by pairs of letters where a term has only two (indexes turn_text_trgm, turn_pairs).
 */
export function whereSearched(typed: string): Fragment[] {
  const terms = readSearch(typed);
  const words = terms.filter(({ kind, negated }) => kind !== "exact" && !negated).map(matchesWords);
  const others = terms.flatMap((term) => {
    if (term.kind === "exact") return [sql`d.id ${term.negated ? sql`NOT IN` : sql`IN`} (${turnsWith(term.text)})`];
    if (!term.negated) return [];
    return [
      sql`NOT EXISTS (SELECT FROM dialogue_words w WHERE w.dialogue_id = d.id AND w.words @@ (${matchesWords(term)}))`,
    ];
  });
  if (words.length === 0) return others;
  // An array is found once, before the list is walked: for a rare word the planner would rather walk it to its end.
  const found = sql`SELECT w.dialogue_id FROM dialogue_words w WHERE w.words @@ (${join(words, " && ")})`;
  return [sql`d.id = ANY (ARRAY(${found}))`, ...others];
}

function turnsWith(text: string): Fragment {
  const isPair = hasUnspacedScript(text) && [...text].length === 2;
  const pair = sql`${isUnspaced} AND letter_pairs(t.text) @> ARRAY[${text.toLowerCase()}]::text[] AND `;
  return sql`SELECT t.dialogue_id FROM turn t WHERE ${isPair ? pair : sql``}${hasText(text)}`;
}

/** Whether `turn t` holds this very text, in letters of either case. */
export function hasText(text: string): Fragment {
  return sql`t.text ILIKE ${`%${text.replace(/[\\%_]/g, "\\$&")}%`}`;
}

/** The words of a term in every form that the dictionaries know, as a query. */
export function matchesWords({ kind, text }: SearchTerm): Fragment {
  if (kind === "beginning") return sql`to_tsquery('simple', ${text} || ':*')`;
  return sql`(plainto_tsquery('simple', ${text}) || plainto_tsquery('english', ${text}))`;
}
