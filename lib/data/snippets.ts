import { readSearch } from "@/lib/domain/search-words";
import { cutAround, piecesOf, type SnippetPiece } from "@/lib/domain/snippet";
import { pool } from "./pool";
import { matchesWords } from "./search";

/** Signs that no text holds: what is stored is made safe of control characters that Postgres or JSON cannot carry. */
const [start, end] = ["\u0002", "\u0003"];

/**
 * Where a search found something in these dialogues: the first turn of each that holds one of the words or texts, with
 * the hits marked. A dialogue that was found by what it lacks has no snippet.
 */
export async function readSnippets(typed: string, dialogueIds: string[]): Promise<Map<string, SnippetPiece[]>> {
  const terms = readSearch(typed).filter(({ negated }) => !negated);
  const values: unknown[] = [dialogueIds];
  const bind = (value: unknown) => {
    values.push(value);
    return `$${values.length}`;
  };
  const words = terms.filter(({ kind }) => kind !== "exact").map((term) => matchesWords(term, bind));
  const exact = terms.filter(({ kind }) => kind === "exact").map(({ text }) => text);
  if (words.length + exact.length === 0) return new Map();
  const query = words.length > 0 ? words.join(" || ") : "''::tsquery";
  const likes = exact.map((text) => `t.text ILIKE ${bind(`%${text.replace(/[\\%_]/g, "\\$&")}%`)}`);
  const found = [
    ...(words.length > 0
      ? [`to_tsvector('simple', t.text) @@ (${query})`, `to_tsvector('english', t.text) @@ (${query})`]
      : []),
    ...likes,
  ];
  const marks = bind(`StartSel=${start}, StopSel=${end}, MaxFragments=1, MinWords=8, MaxWords=22, FragmentDelimiter=…`);
  const { rows } = await pool().query<{ dialogueId: string; text: string; marked: string }>(
    `SELECT h.dialogue_id AS "dialogueId", h.text,
       ${words.length > 0 ? `ts_headline('english', h.text, ${query}, ${marks})` : `left(${marks}, 0)`} AS marked
     FROM (SELECT DISTINCT ON (t.dialogue_id) t.dialogue_id, t.text FROM turn t
           WHERE t.dialogue_id = ANY($1) AND (${found.join(" OR ")}) ORDER BY t.dialogue_id, t.version, t.id) h`,
    values,
  );
  return new Map(
    rows.map(({ dialogueId, text, marked }) => {
      const cut = exact.map((needle) => cutAround(text, needle)).find((pieces) => pieces !== null);
      return [dialogueId, cut ?? piecesOf(marked, start, end)];
    }),
  );
}
