import { expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { pool } from "@/lib/data/pool";
import { withDatabase } from "@/lib/testing/database";
import { anAnswer, makeQueue, makeViewer } from "@/lib/testing/review";
import { readTeamWork } from "../work";
import { answerItem } from "./answer-item";
import { claimItem } from "./claim-item";
import { readQueueResults } from "./read-results";

withDatabase();

/** Mondays of UTC, as Postgres reckons them. */
const monday = (weeks: number) => `date_trunc('week', now() AT TIME ZONE 'UTC') - interval '${weeks} weeks'`;

it("tells how well people agree by language, by week, and each with the others", async () => {
  const { queue, lead, items } = await makeQueue({ dialogues: 6, spec: { overlap: { people: 2, share: 1 } } });
  const early = items.slice(0, 3).map(({ id }) => id);
  const [ann, ben] = [await makeViewer("Ann"), await makeViewer("Ben")];
  for (const person of [ann, ben])
    for (let i = 0; i < items.length; i++) {
      const { item } = await claimItem(person, { queueId: queue.id, holding: [], includeSkipped: false });
      const { assignment, dialogue } = must(item, "an item");
      const verdict = person === ben && assignment.itemId === early[0] ? "rejected" : "accepted";
      const given = { answerId: `${person.id}-${i}`, answer: anAnswer({ verdict }), guidelineVersion: 1, seconds: 5 };
      await answerItem(person, { ...given, assignmentId: assignment.id, headId: dialogue.headId });
    }
  await pool().query(
    `UPDATE dialogue d SET opening = CASE WHEN i.id = ANY($1) THEN 'Почему днём небо синее, а вечером красное?'
       ELSE 'Why is the sky blue by day and red at night?' END
     FROM review_item i WHERE i.dialogue_id = d.id`,
    [early],
  );
  await pool().query(
    `UPDATE assignment SET answered_at = (CASE WHEN item_id = ANY($1) THEN ${monday(6)} + interval '3 days'
       ELSE ${monday(2)} END) AT TIME ZONE 'UTC'`,
    [early],
  );
  const { rows } = await pool().query<{ day: string }>(
    `SELECT to_char(${monday(6)}, 'YYYY-MM-DD') AS day UNION ALL SELECT to_char(${monday(2)}, 'YYYY-MM-DD')`,
  );

  const { slices } = await readQueueResults(lead, queue.id);
  expect(slices.map(({ kind, key, items, raw }) => [kind, key, items, raw.ok && raw.value])).toEqual([
    ["language", "en", 3, 1],
    ["language", "ru", 3, 2 / 3],
    ["week", rows[0]?.day, 3, 2 / 3],
    ["week", rows[1]?.day, 3, 1],
  ]);
  const { items: team } = await readTeamWork(90);
  const of = (name: string) => team.find(({ work }) => work.name === name)?.agreement;
  expect(of("Ann")).toMatchObject({ ok: true, value: 5 / 6, n: 6 });
  expect(of("Ben")).toMatchObject({ ok: true, value: 5 / 6, n: 6 });
  expect(of(lead.name)).toMatchObject({ ok: false });
});
