import { parseArgs } from "node:util";
import { tsImport } from "tsx/esm/api";
import { startRay } from "./ray-cluster.mjs";

/**
 * The studio's own door to Ray against a real cluster of this machine: a look, a submission, the same again, its log as it comes, one that
 * fails, one that is stopped, one that writes much; what came is printed.
 *   node scripts/trainers/ray-door.mjs --python PYTHON     PYTHON of an environment with "ray[default]==2.60.0"
 */
process.env.DATABASE_URL ??= "postgresql://nowhere/none";
process.env.REALCHAT_SECRET ??= "a secret of this script and of nobody else";
const { values } = parseArgs({ options: { python: { type: "string", default: "python3" } } });
const load = /** @param {string} path */ (path) => tsImport(`../../lib/${path}.ts`, import.meta.url);
const { openRay } = await load("clusters/ray");
const { readLines } = await load("engines/read-lines");
const { signal } = new AbortController();
const began = performance.now();
const tell = /** @param {unknown[]} said */ (...said) =>
  console.log(`${((performance.now() - began) / 1_000).toFixed(1).padStart(6)} s`, ...said);

const script = `
import json, os, sys, time
def tell(event, **more): print(json.dumps({"type": event, **more}), flush=True)
print("begins with", os.environ["REALCHAT_JOB"], file=sys.stderr, flush=True)
mode = sys.argv[1]
if mode == "fails":
    tell("failed", kind="data", error="There is no row to train on.")
    sys.exit(1)
if mode == "much":
    for n in range(200_000): print("noise", n, "x" * 60)
for step in range(1, 600 if mode == "long" else 6):
    tell("step", step=step, of=5, loss=3 / step)
    time.sleep(1)
tell("done", folder="final")
`;

const ray = await startRay(values.python);
try {
  const cluster = openRay({ url: ray.url, token: null });
  tell("looked:", JSON.stringify(await cluster.probe(signal)));
  await run("trj_script-1", "short");
  await run("trj_script-2", "fails");
  await run("trj_script-3", "long", 4);
  await run("trj_script-4", "much");
  tell("of none:", await cluster.look("trj_none", signal));

  /** @param {string} id @param {string} mode @param {number} [stopAt] */
  async function run(id, mode, stopAt) {
    const submission = {
      id,
      entrypoint: `python work.py ${mode}`,
      files: [{ name: "work.py", bytes: Buffer.from(script) }],
      packages: [],
      environment: { REALCHAT_JOB: id, RAY_JOB_STOP_WAIT_TIME_S: "20" },
      about: { name: mode },
      cpus: 1,
      gpus: null,
    };
    await cluster.submit(submission, signal);
    await cluster.submit(submission, signal);
    tell(id, "submitted twice");
    let read = 0;
    for (let looks = 1; ; looks++) {
      const found = await cluster.look(id, signal);
      const hasEnded = /done|failed|stopped/.test(found.status);
      let text = "";
      if (found.status !== "waiting")
        for await (const piece of cluster.log(id, { skip: read, most: 2_000_000 }, signal)) text += piece;
      const isMore = text.length === 2_000_000;
      const { events, read: more } = readLines(text, { isLast: hasEnded && !isMore, step: null });
      read += more;
      const told = events.map((/** @type {Record<string, unknown>} */ one) =>
        one.type === "line" ? String(one.text).slice(0, 60) : `${one.type} ${one.step ?? ""}`,
      );
      tell(id, found.status, `${events.length} events, ${read} letters read`, told.slice(0, 4).join(" · "));
      if (hasEnded && !isMore) return tell(id, "ended:", found.status, found.message);
      if (looks === stopAt) {
        tell(id, "is stopped");
        await cluster.stop(id, signal);
      }
      if (!isMore) await new Promise((resolve) => setTimeout(resolve, 1_500));
    }
  }
} finally {
  await ray.stop();
}
