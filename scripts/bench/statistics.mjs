import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import pg from "pg";
import { figure, latencies } from "./figures.mjs";
import { dialogues, fill, realChat } from "./finding.mjs";

/** @typedef {import("./bench-studio.mjs").BenchStudio} BenchStudio */

const rounds = 40;
const decisions = 10;

/**
 * What is measured of a data set of 50,700 dialogues: counted whole, followed after one decision as the page does until its
 * figures show it, read, and counted anew for comparison.
 *
 * @param {BenchStudio} studio
 * @param {import("../base/ending.mjs").Ending} ending
 */
export async function statistics(studio, ending) {
  const database = new pg.Client(studio.databaseUrl);
  await database.connect();
  try {
    await fill(database, realChat);
    figure("dialogues", `${dialogues}`);
    const members = { filter: { status: "ended", verdict: "none,accepted" } };
    const { id } = await studio.api("POST /data-sets", { name: "Bench", note: "", members });
    const all = await studio.api("POST /data-sets", { name: "All", note: "", members: { filter: {} } });
    figure(
      "all dialogues counted for the first time (goal 60 s)",
      await timed(() => counted(studio, all.id, ending.begun)),
    );
    figure("  two thirds of them, whose paths are known", await timed(() => counted(studio, id, ending.begun)));
    const frozen = await studio.api(`POST /data-sets/${id}/snapshots`, { note: "" });
    await studio.api("PUT /statistics/reference", { snapshotId: frozen.id });
    figure("  a snapshot of these", await timed(() => untilDone(studio, frozen.id, ending.begun)));
    await studio.api(`POST /data-sets/${id}/corpus-figures`, { peopleId: null });
    figure("  measured as a whole, of a sample", await timed(() => untilDone(studio, id, ending.begun)));
    await read(studio, ending.begun, {
      "figures of a data set (goal p95 30 ms)": `/data-sets/${id}/figures`,
      "  over time": `/data-sets/${id}/figures-over-time`,
      "  as a whole": `/data-sets/${id}/corpus-figures`,
      "  scores of judges": `/data-sets/${id}/scores`,
      "  of a snapshot": `/snapshots/${frozen.id}/figures`,
      "  at a glance": "/statistics/headlines",
      "  the human reference": "/statistics/reference",
      "  side by side": `/statistics/side-by-side?sets=${frozen.id}&dataSets=${id},${all.id}`,
      "  data against performance": "/statistics/performance",
      "  what is missing": "/statistics/gaps",
      "  Home of a lead": "/overview",
      "  alerts": "/alerts",
      "dialogues by a range of a figure": "/dialogues?limit=50&figure=questionTokens:10..20",
      "  by two": "/dialogues?limit=50&figure=questionTokens:10..20,mtld:50..",
      "  by any value, as a mean opens them": "/dialogues?limit=50&figure=mtld:0..",
    });
    figure("a decision until the figures show it (goal 2 s)", latencies(await decide(studio, id, ending.begun)));
    for (const one of [all.id, id]) await counted(studio, one, ending.begun);
    const kept = [await figuresOf(studio, all.id), await figuresOf(studio, id)];
    await database.query("DELETE FROM data_set_path; DELETE FROM data_set_figures; DELETE FROM path_figures");
    figure("all dialogues counted anew (goal 60 s)", await timed(() => counted(studio, all.id, ending.begun)));
    await counted(studio, id, ending.begun);
    const anew = [await figuresOf(studio, all.id), await figuresOf(studio, id)];
    figure("  equal to what was maintained", `${isDeepStrictEqual(kept, anew)}`);
  } finally {
    await database.end();
  }
}

/**
 * @param {BenchStudio} studio
 * @param {string} id
 * @param {AbortSignal} signal
 */
async function counted(studio, id, signal) {
  await studio.api(`POST /data-sets/${id}/figures`);
  await untilDone(studio, id, signal);
}

/**
 * Until no job about it is left.
 * @param {BenchStudio} studio
 * @param {string} subject
 * @param {AbortSignal} signal
 */
async function untilDone({ api }, subject, signal) {
  for (;;) {
    const { items } = await api(`GET /jobs?subject=${subject}`);
    const failed = items.find((/** @type {{ status: string }} */ { status }) => status === "failed");
    if (failed) throw new Error(failed.error);
    if (items.every((/** @type {{ status: string }} */ { status }) => status === "done")) return;
    await sleep(50, undefined, { signal });
  }
}

/**
 * @param {BenchStudio} studio
 * @param {AbortSignal} signal
 * @param {Record<string, string>} pages
 */
async function read({ api }, signal, pages) {
  for (const [name, path] of Object.entries(pages)) {
    const times = [];
    for (let i = -3; i < rounds; i++) {
      signal.throwIfAborted();
      const began = performance.now();
      await api(`GET ${path}`);
      if (i >= 0) times.push(performance.now() - began);
    }
    figure(name, latencies(times, 1));
  }
}

/**
 * Does what an open page does: hears that something was decided, asks for the figures to be brought up to date, and reads
 * them when that is done.
 *
 * @param {BenchStudio} studio
 * @param {string} id
 * @param {AbortSignal} signal
 */
async function decide(studio, id, signal) {
  const page = new AbortController();
  const { body } = await fetch(`${studio.url}/api/v1/events?jobs=mine&counts=dialogues,figures`, {
    headers: { authorization: `Bearer ${studio.token}` },
    signal: page.signal,
  });
  if (!body) throw new Error("No stream came");
  let shown = (await figuresOf(studio, id)).counted.dialogues;
  const following = (async () => {
    let text = "";
    for await (const piece of body.pipeThrough(new TextDecoderStream())) {
      text += piece;
      const events = text.split("\n\n");
      text = events.pop() ?? "";
      for (const event of events) {
        if (event.includes('"id":"dialogues"')) await studio.api(`POST /data-sets/${id}/figures`);
        else if (event.includes(id) || event.includes('"id":"figures"'))
          shown = (await figuresOf(studio, id)).counted.dialogues;
      }
    }
  })().catch((error) => {
    if (!page.signal.aborted) throw error;
  });
  await sleep(2_000, undefined, { signal });
  const { items } = await studio.api(`GET /dialogues?limit=${decisions}&verdict=accepted`);
  const times = [];
  for (const { id: dialogueId, headId } of items) {
    const expected = shown - 1;
    const began = performance.now();
    await studio.api(`POST /dialogues/${dialogueId}/acts`, { act: { kind: "reject", headId, reasons: [], note: "" } });
    while (shown !== expected) await sleep(5, undefined, { signal });
    times.push(performance.now() - began);
    // As people decide: not in step with what looks each second.
    await sleep(1_000 + Math.random() * 1_000, undefined, { signal });
  }
  page.abort();
  await following;
  return times;
}

/**
 * @param {BenchStudio} studio
 * @param {string} id
 */
async function figuresOf({ api }, id) {
  const { counted: known, ...rest } = await api(`GET /data-sets/${id}/figures`);
  return { ...rest, counted: { dialogues: known.dialogues, tokenizer: known.tokenizer } };
}

/** @param {() => Promise<unknown>} work */
async function timed(work) {
  const began = performance.now();
  await work();
  return `${((performance.now() - began) / 1000).toFixed(1)} s`;
}
