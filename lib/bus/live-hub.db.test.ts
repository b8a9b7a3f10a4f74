import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { type Random, seededRandom } from "@/lib/base/random";
import { firstProjectId } from "@/lib/data/memberships";
import { pool } from "@/lib/data/pool";
import { applyLiveFrame, isGap } from "@/lib/domain/apply-live-frame";
import type { LiveDialogue, LiveFrame } from "@/lib/domain/live";
import { makeDialogue, makeRun } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { queryAsOwner } from "@/lib/testing/query";
import { readLiveDialogue } from "./live-frames";
import { LiveHub } from "./live-hub";
import type { LiveSelection } from "./live-subscriber";
import { createLiveWriter, type LiveWriter } from "./live-writer";

withDatabase();

const hubs: LiveHub[] = [];
afterAll(async () => {
  for (const hub of hubs) await hub.close();
});

const words = ["Well, ", "naïve ", "東京 ", "👩‍🚀 ", "yes. ", "Why? "];

/** Every text that was ever begun, by turn: what any draft must be a prefix of. */
type Truth = Map<string, string>;

/** Writes turns as the worker does: words to the bus, then one commit that sweeps them. Some attempts fail. */
async function write(id: string, turns: number, writer: LiveWriter, truth: Truth, random: Random): Promise<void> {
  let parentId: string | null = null;
  for (let landed = 0; landed < turns; ) {
    const turnId = newId("turn");
    const speaker = landed % 2 === 0 ? "user" : "assistant";
    const length = 6 + Math.floor(random() * 30);
    const text = Array.from({ length }, () => words[Math.floor(random() * words.length)]).join("");
    truth.set(turnId, text);
    for (let at = 0; at < text.length; ) {
      // Cuts anywhere, also through a surrogate pair, as a careless provider does.
      const piece = text.slice(at, at + 1 + Math.floor(random() * 9));
      await writer.push({ type: "delta", id, turnId, fence: 0, parentId, speaker, at, text: piece, reasoning: false });
      at += piece.length;
      await sleep(random() * 8);
    }
    const failed = random() < 0.2;
    await writer.discard(turnId);
    await pool().query(
      `WITH swept AS (DELETE FROM live_delta WHERE dialogue_id = $1),
         landed AS (INSERT INTO turn (id, dialogue_id, parent_id, speaker, text, origin, version)
           SELECT $2, id, head_id, $3, $4, 'model', version + 1 FROM dialogue WHERE id = $1 AND NOT $5)
       UPDATE dialogue SET version = version + 1, updated_at = now(), status = CASE WHEN $5 THEN 'queued' ELSE 'running' END,
         head_id = CASE WHEN $5 THEN head_id ELSE $2 END WHERE id = $1`,
      [id, turnId, speaker, text, failed],
    );
    writer.changed(id);
    if (failed) {
      await sleep(random() * 20);
      // As the engine's claim does: no word is written while a dialogue is queued.
      await pool().query("UPDATE dialogue SET version = version + 1, status = 'running' WHERE id = $1", [id]);
      writer.changed(id);
      continue;
    }
    parentId = turnId;
    landed++;
  }
  await pool().query("UPDATE dialogue SET version = version + 1, status = 'ended', updated_at = now() WHERE id = $1", [
    id,
  ]);
  writer.changed(id);
}

/** A browser: folds frames, and complains about any gap or any word that is not where it belongs. */
function watch(hub: LiveHub, selection: LiveSelection, truth: Truth, random: Random, slowness: number) {
  const held = new Map<string, LiveDialogue>();
  const faults: string[] = [];
  const counts = { snapshot: 0, change: 0, delta: 0 };
  const { close } = hub.subscribe(selection, (frame: LiveFrame) => {
    counts[frame.type]++;
    const before = held.get(frame.id);
    if (isGap(before, frame)) faults.push(`gap before ${JSON.stringify(frame)}`);
    const live = must(applyLiveFrame(before, frame), "state");
    held.set(frame.id, live);
    if (live.draft && !truth.get(live.draft.turnId)?.startsWith(live.draft.text))
      faults.push(`torn: ${live.draft.text}`);
    return random() < slowness ? sleep(random() * 60) : undefined;
  });
  return { held, faults, counts, close };
}

/** Cuts the listening connections, as a restarted proxy does. */
async function cutChannels(): Promise<void> {
  const cut = await queryAsOwner`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'realchat-live-listener'`;
  expect(cut.length).toBeGreaterThan(0);
}

async function until(holds: () => Promise<boolean> | boolean, what: string): Promise<void> {
  for (const end = Date.now() + 8_000; !(await holds()); await sleep(25))
    if (Date.now() > end) throw new Error(`Waited in vain until ${what}`);
}

test("whoever joins, however late, slow or cut off, ends with the committed truth and never sees a wrong word", async () => {
  const random = seededRandom(7);
  const truth: Truth = new Map();
  const hub = new LiveHub(firstProjectId);
  hubs.push(hub);
  const run = await makeRun({ dialogues: 100 });
  const ids: string[] = [];
  const writer = createLiveWriter();
  const writing: Promise<void>[] = [];
  const watchers: (ReturnType<typeof watch> & { selection: LiveSelection })[] = [];
  const join = (selection: LiveSelection, slowness: number) =>
    watchers.push({ selection, ...watch(hub, selection, truth, random, slowness) });

  join({ runId: run.id, detail: "full" }, 0);
  join({ scope: "live", detail: "tile" }, 0);
  for (let i = 0; i < 12; i++) {
    const { dialogue } = await makeDialogue({ runId: run.id, status: "running" });
    ids.push(dialogue.id);
    writing.push(write(dialogue.id, 8, writer, truth, random));
    const detail = random() < 0.5 ? "tile" : "full";
    join({ dialogues: ids.filter(() => random() < 0.6), detail }, i % 3 === 0 ? 0.2 : 0);
    if (i % 3 === 1) await cutChannels();
    if (i % 4 === 2) watchers.splice(Math.floor(random() * watchers.length), 1)[0]?.close();
    await sleep(random() * 150);
  }
  join({ runId: run.id, detail: "full" }, 0.1);
  await Promise.all(writing);
  await writer.close();

  const final = new Map<string, LiveDialogue>();
  for (const id of ids) final.set(id, must(await readLiveDialogue(id), "dialogue"));
  for (const { held, faults, selection } of watchers) {
    const followed = selection.dialogues ?? ids;
    await until(
      () => followed.every((id) => held.get(id)?.dialogue.version === final.get(id)?.dialogue.version),
      `${JSON.stringify(selection)} is up to date`,
    );
    expect(faults).toEqual([]);
    for (const id of followed) {
      const truthful = must(final.get(id), "dialogue");
      expect(held.get(id)?.dialogue).toEqual(truthful.dialogue);
      expect(held.get(id)?.draft).toBeNull();
      if (selection.detail === "full") expect(held.get(id)?.turns).toEqual(truthful.turns);
      else expect(held.get(id)?.turns.at(-1)?.id).toBe(truthful.dialogue.headId);
    }
  }
  const { rows } = await pool().query("SELECT id FROM live_delta");
  expect(rows).toEqual([]);
  expect(watchers.reduce((sum, { counts }) => sum + counts.delta, 0)).toBeGreaterThan(150);
}, 60_000);

test("an unrung change is found by looking, and a strange id does no harm", async () => {
  const hub = new LiveHub(firstProjectId);
  hubs.push(hub);
  const { dialogue } = await makeDialogue({ status: "paused", texts: ["Hello?", "Hi."] });
  const { held, close } = watch(hub, { dialogues: [dialogue.id, "dlg_nobody"], detail: "full" }, new Map(), () => 1, 0);
  await until(() => held.has(dialogue.id), "the snapshot is there");
  await pool().query("UPDATE dialogue SET version = version + 1, tags = '{seen}' WHERE id = $1", [dialogue.id]);
  await until(() => held.get(dialogue.id)?.dialogue.tags.includes("seen") === true, "the tag is there");
  expect([...held.keys()]).toEqual([dialogue.id]);
  close();
});
