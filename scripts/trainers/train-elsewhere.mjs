import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { startRay } from "./ray-cluster.mjs";

/**
 * A training elsewhere, for real, through the API of a running studio: dialogues of a file become a snapshot, a place is added and looked at,
 * what it cannot do is told, a training begins, is followed and, with --stop-at, stopped; what came of it is asked for a short reply.
 *   node scripts/trainers/train-elsewhere.mjs --studio URL --token TOKEN --file DIALOGUES --way fine_tuning --url http://127.0.0.1:8123/v1 --base MODEL [--rate 5e-5]
 *   node scripts/trainers/train-elsewhere.mjs --studio URL --token TOKEN --file DIALOGUES --way ray --ray PYTHON --bin FOLDER --base FOLDER --storage FOLDER
 * For Ray a head of this machine is started with PYTHON (of an environment with "ray[default]"); its jobs run the `python` in --bin.
 */
const { values } = parseArgs({
  options: {
    studio: { type: "string", default: "" },
    token: { type: "string", default: "" },
    file: { type: "string", default: "" },
    format: { type: "string", default: "oasst" },
    way: { type: "string", default: "fine_tuning" },
    url: { type: "string" },
    ray: { type: "string" },
    bin: { type: "string" },
    key: { type: "string", default: "none" },
    base: { type: "string", default: "" },
    rate: { type: "string" },
    storage: { type: "string", default: "" },
    dialogues: { type: "string", default: "16" },
    hyper: { type: "string", default: '{"epochs":1,"batch":2,"accumulation":2,"maxLength":256,"maxSteps":4}' },
    "stop-at": { type: "string" },
  },
});
const began = performance.now();
const tell = /** @param {unknown[]} said */ (...said) =>
  console.log(`${((performance.now() - began) / 1_000).toFixed(1).padStart(6)} s`, ...said);
const rest = /** @param {number} ms */ (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const headers = { authorization: `Bearer ${values.token}` };
const { items: projects } = await (await fetch(`${values.studio}/api/v1/projects`, { headers })).json();
const root = `${values.studio}/api/v1/projects/${projects[0].slug}`;

/** @param {string} path @param {unknown} [body] @param {string} [method] */
async function ask(path, body, method = body === undefined ? "GET" : "POST") {
  const isFile = Buffer.isBuffer(body);
  const sent = body === undefined ? undefined : isFile ? new Uint8Array(body) : JSON.stringify(body);
  const type = isFile ? "application/octet-stream" : "application/json";
  const response = await fetch(`${root}${path}`, { method, headers: { ...headers, "content-type": type }, body: sent });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return text === "" ? null : JSON.parse(text);
}

/** @template T @param {() => Promise<T>} look @param {(found: T) => boolean} isEnough */
async function until(look, isEnough) {
  for (;;) {
    const found = await look();
    if (isEnough(found)) return found;
    await rest(1_000);
  }
}

const query = new URLSearchParams({
  format: values.format,
  name: basename(values.file),
  fileName: basename(values.file),
  again: "yes",
});
const { id: importId } = await ask(`/imports?${query}`, readFileSync(values.file));
const taken = await until(
  () => ask(`/imports/${importId}`),
  ({ job }) => !job || job.status === "done" || job.status === "failed",
);
tell("imported:", JSON.stringify(taken.counts ?? taken.job?.progress));
const { id: dataSetId } = await ask("/data-sets", {
  name: `Taught ${Date.now()}`,
  note: "",
  members: { filter: { import: importId } },
});
const { id: snapshotId, dialogues } = await ask(`/data-sets/${dataSetId}/snapshots`, { note: "" });
tell(`frozen: ${dialogues} dialogues`);

const settings = { baseRate: values.rate ? Number(values.rate) : null, storage: values.storage };
const ray = values.ray ? await startRay(values.ray, values.bin) : null;
const place = await ask("/training-places", {
  kind: values.way,
  name: `Place ${Date.now()}`,
  baseUrl: ray?.url ?? values.url,
  key: values.key,
  settings,
});
const looked = await until(
  async () => (await ask("/training-places")).items.find((/** @type {{ id: string }} */ { id }) => id === place.id),
  ({ test }) => test && (test.status === "done" || test.status === "failed"),
);
tell("looked at the place:", looked.test.text ?? looked.test.error);

const spec = {
  name: `UserGPT ${values.way}`,
  preset: "usergpt",
  way: values.way,
  placeId: place.id,
  parts: [{ snapshotId }],
  subset: { size: Number(values.dialogues), seed: 7 },
  target: "user",
  base: values.way === "ray" ? { kind: "folder", path: values.base } : { kind: "upstream", model: values.base },
  hyper: JSON.parse(values.hyper),
};
const preview = await ask("/trainings/preview", spec);
tell("foreseen:", JSON.stringify({ rows: preview.rows?.length, parts: preview.parts, steps: preview.steps }));
for (const { words, isRefused } of preview.limits) tell(isRefused ? "refused:" : "told before:", words);
for (const { setting, asked, sent } of preview.translated ?? [])
  tell("translated:", `${setting} ${asked} → ${sent ?? "not sent"}`);

const { id } = await ask("/trainings", spec);
tell("begun:", id);
let shown = "";
for (; ; await rest(1_000)) {
  const training = await ask(`/trainings/${id}`);
  const { status, last, error, model, outcome, job } = training;
  const line = `${status} ${last ? `step ${last.step} of ${last.of}, loss ${last.loss}` : ""}`;
  if (line !== shown) tell(line);
  shown = line;
  if (values["stop-at"] && last?.step >= Number(values["stop-at"]) && status === "running") {
    await ask(`/trainings/${id}/stop`, {});
    tell("stop asked");
  }
  if (["done", "failed", "stopped"].includes(status)) {
    tell("ended:", JSON.stringify({ status, error, model, outcome }));
    const { lines } = await ask(`/jobs/${job.id}`);
    for (const { text } of lines.slice(-12)) tell("log:", text.slice(0, 160));
    if (model) await hear(model.id);
    break;
  }
}
await ray?.stop();

/** @param {string} modelId */
async function hear(modelId) {
  const { id: probeId } = await ask(`/models/${modelId}/probes`, {});
  const probe = await until(
    () => ask(`/probes/${probeId}`),
    ({ status }) => status === "passed" || status === "failed",
  );
  tell("the model says:", probe.text || probe.error);
}
