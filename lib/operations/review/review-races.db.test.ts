import { expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { seededRandom } from "@/lib/base/random";
import type { ServedItem } from "@/lib/contract/endpoints/assignments";
import { pool } from "@/lib/data/pool";
import type { Verdict } from "@/lib/domain/dialogue";
import type { Viewer } from "@/lib/domain/viewer";
import { withDatabase } from "@/lib/testing/database";
import { anAnswer, makeQueue, makeViewer } from "@/lib/testing/review";
import { answerItem } from "./answer-item";
import { skipItem } from "./assignments";
import { claimItem } from "./claim-item";
import { takeBackAnswer } from "./withdrawn-answers";

withDatabase();

const people = 50;
const items = 700;
const each = 3;

/** What breaks a promise about a queue at rest, each as a query; all must be empty. */
const promises: Record<string, string> = {
  "every item has exactly the answers it needs": `SELECT i.id FROM review_item i WHERE i.needed <>
    (SELECT count(*) FROM assignment a WHERE a.item_id = i.id AND a.status = 'answered')`,
  "no place is free or held": `SELECT id FROM review_item WHERE vacant <> 0
    UNION SELECT id FROM assignment WHERE status = 'leased'`,
  "every item is settled or waits for a reviewer": "SELECT id FROM review_item WHERE status = 'open'",
  "every answer that stands is the last one in its history, and stands there once": `
    SELECT a.id FROM assignment a WHERE a.status IN ('answered', 'late') AND (a.answer_id IS DISTINCT FROM
      (SELECT v.answer_id FROM answer_version v WHERE v.assignment_id = a.id ORDER BY v.version DESC LIMIT 1)
      OR 1 <> (SELECT count(*) FROM answer_version v WHERE v.assignment_id = a.id AND v.answer_id = a.answer_id))`,
  "a dialogue has the verdict that its people agreed on, from one standing decision, else none": `
    SELECT d.id FROM dialogue d JOIN review_item i ON i.dialogue_id = d.id
    WHERE d.verdict IS DISTINCT FROM i.resolution->'answer'->>'verdict'
      OR (i.status = 'settled')::int <> (SELECT count(*) FROM decision x WHERE x.dialogue_id = d.id AND x.undoes_id IS NULL
        AND NOT EXISTS (SELECT FROM decision y WHERE y.undoes_id = x.id))`,
  "items are settled exactly where all verdicts agree": `
    SELECT i.id FROM review_item i JOIN assignment a ON a.item_id = i.id AND a.status = 'answered'
    GROUP BY i.id HAVING (count(DISTINCT a.answer->>'verdict') = 1) <> (i.status = 'settled')`,
};

async function broken(): Promise<string[]> {
  const found: string[] = [];
  for (const [promise, violations] of Object.entries(promises)) {
    const { rows } = await pool().query<{ id: string }>(violations);
    if (rows.length > 0) found.push(`${rows.length}× not so: ${promise} (${rows[0]?.id})`);
  }
  return found;
}

it("serves each item to as many as it needs and counts each answer once, whoever dawdles, skips, vanishes or sends twice", {
  timeout: 240_000,
}, async () => {
  const { queue } = await makeQueue({ dialogues: items, spec: { overlap: { people: each, share: 1 } } });
  const random = seededRandom(7);
  const acknowledged = new Map<string, string>();
  const did = { claimed: 0, answered: 0, twice: 0, skipped: 0, vanished: 0, dawdled: 0, takenBack: 0 };

  async function answer(viewer: Viewer, served: ServedItem): Promise<void> {
    const verdict: Verdict = random() < 0.9 ? "accepted" : "rejected";
    const answerId = `${served.assignment.id}-${did.answered++}`;
    const input = { assignmentId: served.assignment.id, answerId, answer: anAnswer({ verdict }), guidelineVersion: 1 };
    const send = () => answerItem(viewer, { ...input, headId: served.dialogue.headId, seconds: 1 });
    // Somebody pressed twice, or the line broke before the first answer came.
    const again = random() < 0.2;
    did.twice += again ? 1 : 0;
    await Promise.all(again ? [send(), send(), send()] : [send()]);
    acknowledged.set(served.assignment.id, answerId);
  }

  async function letExpire({ assignment }: ServedItem): Promise<void> {
    const past = "UPDATE assignment SET lease_until = now() - interval '1 second' WHERE id = $1 AND status = 'leased'";
    await pool().query(past, [assignment.id]);
  }

  async function work(viewer: Viewer, isCareful: boolean): Promise<void> {
    for (;;) {
      const { item } = await claimItem(viewer, { queueId: queue.id, holding: [], includeSkipped: isCareful });
      if (!item) return;
      did.claimed++;
      const chance = isCareful ? 1 : random();
      if (chance < 0.05) {
        did.skipped++;
        await skipItem(viewer, { assignmentId: item.assignment.id, reason: "", draft: null, seconds: 1 });
      } else if (chance < 0.1) {
        did.vanished++;
        await letExpire(item);
        // Others come by before they are back.
        await new Promise((resolve) => setImmediate(resolve));
      } else if (chance < 0.2) {
        did.dawdled++;
        await letExpire(item);
        await Promise.all([
          answer(viewer, item),
          claimItem(viewer, { queueId: queue.id, holding: [], includeSkipped: false }),
        ]);
      } else {
        await answer(viewer, item);
        if (chance > 0.97) {
          did.takenBack++;
          await takeBackAnswer(viewer, item.assignment.id);
          acknowledged.delete(item.assignment.id);
        }
      }
    }
  }

  const team = await Promise.all(Array.from({ length: people }, (_, i) => makeViewer(`Person ${i}`)));
  await Promise.all(team.map((viewer) => work(viewer, false)));
  for (let round = 0; round < 5; round++) await Promise.all(team.map((viewer) => work(viewer, true)));

  expect(await broken()).toEqual([]);
  const { rows } = await pool().query<{ id: string; answerId: string; status: string }>(
    `SELECT id, answer_id AS "answerId", status FROM assignment WHERE answer_id IS NOT NULL`,
  );
  const stored = new Map(rows.map(({ id, answerId }) => [id, answerId]));
  expect([...acknowledged].filter(([id, answerId]) => stored.get(id) !== answerId)).toEqual([]);
  expect(did.claimed).toBeGreaterThan(2_000);
  expect(did.answered).toBeGreaterThan(2_000);
  expect(Math.min(did.twice, did.skipped, did.vanished, did.dawdled, did.takenBack)).toBeGreaterThan(30);
});

it("takes one answer however often it is sent at once", { timeout: 120_000 }, async () => {
  const { queue, items: rows } = await makeQueue({ dialogues: 100 });
  const ann = await makeViewer();
  for (const { id } of rows) {
    const { item } = await claimItem(ann, { queueId: queue.id, holding: [], includeSkipped: false });
    const served = must(item, "an item");
    expect(served.assignment.itemId).toBe(id);
    const input = {
      assignmentId: served.assignment.id,
      answerId: `once-${id}`,
      answer: anAnswer(),
      guidelineVersion: 1,
    };
    const sent = Array.from({ length: 20 }, () =>
      answerItem(ann, { ...input, headId: served.dialogue.headId, seconds: 1 }),
    );
    expect(new Set((await Promise.all(sent)).map((outcome) => JSON.stringify(outcome))).size).toBe(1);
  }
  const { rows: counts } = await pool().query<{ answers: number; decisions: number }>(
    `SELECT (SELECT count(*)::int FROM answer_version v JOIN assignment a ON a.id = v.assignment_id WHERE a.queue_id = $1)
       AS answers,
     (SELECT count(*)::int FROM decision x JOIN review_item i ON i.dialogue_id = x.dialogue_id WHERE i.queue_id = $1)
       AS decisions`,
    [queue.id],
  );
  expect(counts).toEqual([{ answers: 100, decisions: 100 }]);
});
