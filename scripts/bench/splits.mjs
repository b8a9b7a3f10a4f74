import { monitorEventLoopDelay } from "node:perf_hooks";
import { setImmediate as nextTurn } from "node:timers/promises";
import { tsImport } from "tsx/esm/api";
import { figure, median } from "./figures.mjs";

const dialogues = 50_700;
const clusters = 5_000;

/**
 * A split of 50,700 dialogues in 5,000 clusters, calculation by calculation, each in the slices in which a process takes it:
 * between two slices others are served, so the longest one is how long they wait. Beside it, a plain shuffle of the same rows.
 * Needs no studio.
 */
export async function splits() {
  const load = /** @param {string} path */ (path) => tsImport(`../../lib/${path}.ts`, import.meta.url);
  const { seededRandom } = await load("base/random");
  const { clustersByKey } = await load("stats/union-find");
  const { assignParts } = await load("domain/training/assign-parts");
  const { splitFacts } = await load("domain/training/split");
  const { inSlices } = await load("operations/in-slices");
  const { chooseDialogues } = await load("domain/training/choose-dialogues");
  const random = seededRandom(9);
  const members = Array.from({ length: dialogues }, (_, i) => ({
    id: `dlg_${String(i).padStart(20, "0")}`,
    turns: 10,
    isCompared: true,
    // Some users have many dialogues, most have few.
    keys: [{ kind: "source_user", value: String(Math.floor(clusters * random() ** 2)) }],
  }));
  const keys = members.map((member) => member.keys.map(({ kind, value }) => `${kind} ${value}`));
  /** @type {number[]} */
  const clusterOfEach = await inSlices(clustersByKey(keys));
  const clusterOf = new Map(members.map(({ id }, i) => [id, clusterOfEach[i] ?? i]));
  const shares = { train: 90, validation: 5, test: 5 };
  const parts = await inSlices(assignParts(clusterOf, { seed: 125, shares }));
  const sources = [{ snapshotId: "snp", weight: null, dialogueIds: members.map(({ id }) => id) }];
  const subset = { size: 10_000, seed: 125 };
  const steps = [
    ["clusters by union-find", () => inSlices(clustersByKey(keys))],
    ["a part for each cluster", () => inSlices(assignParts(clusterOf, { seed: 125, shares }))],
    ["figures and leaks", () => inSlices(splitFacts({ members, clusterOf, parts, earlier: new Map() }))],
    [
      "a subset of 10,000 of the part to train on",
      () => chooseDialogues({ sources, subset, partOf: parts, leftOut: new Set() }),
    ],
    ["comparator: a shuffle of the rows", () => shuffled(sources[0]?.dialogueIds ?? [], random)],
  ];
  figure("dialogues, clusters, largest", `${dialogues}, ${new Set(clusterOf.values()).size}, ${largest(clusterOf)}`);
  for (const [name, step] of /** @type {[string, () => unknown][]} */ (steps)) figure(name, await time(step));
}

/** @param {() => unknown} step */
async function time(step) {
  const held = monitorEventLoopDelay({ resolution: 1 });
  held.enable();
  const times = [];
  for (let i = 0; i < 9; i++) {
    const began = performance.now();
    await step();
    times.push(performance.now() - began);
    await nextTurn();
  }
  held.disable();
  const heldMs = (held.max / 1e6).toFixed(0);
  return `${median(times).toFixed(0)} ms, at most ${Math.max(...times).toFixed(0)}; others waited for ${heldMs} at most`;
}

/** @param {ReadonlyMap<string, number>} clusterOf */
function largest(clusterOf) {
  /** @type {Map<number, number>} */
  const sizes = new Map();
  for (const cluster of clusterOf.values()) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
  return Math.max(...sizes.values());
}

/**
 * @param {readonly string[]} ids
 * @param {() => number} random
 */
function shuffled(ids, random) {
  const order = [...ids];
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j] ?? "", order[i] ?? ""];
  }
  return order;
}
