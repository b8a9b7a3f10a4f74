import type { CountedNoun } from "@/lib/domain/live";
import { all } from "./door/execute";
import { sql } from "./door/fragment";
import { text, word } from "./door/row";
import { statement } from "./door/statement";

const list = statement(
  "countMarks.list",
  { id: word<CountedNoun>(), mark: text },
  (nouns: CountedNoun[]) => sql`
    SELECT noun AS id, CASE noun
      WHEN 'evaluations' THEN concat_ws(' ',
        (SELECT md5(string_agg(id || status, ' ' ORDER BY id)) FROM evaluation),
        (SELECT sum(version) FROM evaluation_votes),
        (SELECT sum(version) FROM job WHERE kind IN ('answers', 'judgments')
          AND (status IN ('waiting', 'running') OR updated_at > now() - interval '1 minute')))
      ELSE concat_ws(' ', (SELECT fence FROM duplicate_setting),
        (SELECT string_agg(id || ' ' || version, ' ' ORDER BY id) FROM job WHERE kind = 'duplicates'
          AND (status IN ('waiting', 'running') OR updated_at > now() - interval '1 minute')))
      END AS mark
    FROM unnest(${nouns}::text[]) AS noun`,
);

/** Of each noun a text that is another one as soon as its counts may have changed; cheap, from what changes with them. */
export function readCountMarks(nouns: CountedNoun[]): Promise<{ id: CountedNoun; mark: string }[]> {
  return nouns.length === 0 ? Promise.resolve([]) : all(list(nouns));
}
