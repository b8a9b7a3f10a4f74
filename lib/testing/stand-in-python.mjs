// Stands in for the trainer host's Python where there is none: says what machine it is on, trains by counting, serves by
// saying one sentence. How fast it counts and where it fails is told by stand-in.json in the base model's folder.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const [script = "", ...args] = process.argv.slice(2);

if (args[0] === "--machine") {
  process.stdout.write(`${JSON.stringify({ python: "3.11.7", versions: { trl: "1.16.0" }, cores: 2, gpus: [] })}\n`);
} else if (script.endsWith("serve.py")) serve();
else await train();

async function train() {
  const order = JSON.parse(readFileSync("order.json", "utf8"));
  const {
    steps = 10,
    stepMs = 20,
    fault = null,
  } = JSON.parse(readFileSync(join(order.base.path, "stand-in.json"), "utf8"));
  watchOwner();
  mkdirSync("out", { recursive: true });
  const numbers = readdirSync("out").flatMap((name) =>
    name.startsWith("checkpoint-") ? [Number(name.slice(11))] : [],
  );
  const from = Math.max(0, ...numbers);
  tell({ type: "line", text: from > 0 ? `Goes on from checkpoint-${from}.` : "Begins." });
  let isStopped = false;
  process.on("SIGTERM", () => {
    isStopped = true;
  });
  if (from === 0) tell({ type: "sample", step: 0, opening: 1, prompt: "", text: "How may I help you?" });
  for (let step = from + 1; step <= steps; step++) {
    await sleep(stepMs);
    tell({
      type: "step",
      step,
      of: steps,
      epoch: step / steps,
      loss: 3 / step,
      learningRate: 2e-5,
      tokensPerSecond: 900,
      memory: null,
    });
    if (fault?.at === step) fail(fault);
    if (step % 5 === 0 || isStopped) save(step);
    if (isStopped) process.exit(3);
  }
  mkdirSync("out/final", { recursive: true });
  writeFileSync("out/final/config.json", "{}");
  tell({ type: "done", folder: "final" });
  process.exit(0);
}

/** @param {{ event?: object, signal?: string, says?: string }} fault */
function fail({ event, signal, says }) {
  if (says) process.stderr.write(`${says}\n`);
  if (event) tell({ type: "failed", ...event });
  if (signal) process.kill(process.pid, signal);
  else process.exit(1);
}

/** @param {number} step */
function save(step) {
  mkdirSync(`out/checkpoint-${step}`, { recursive: true });
  tell({ type: "checkpoint", step, folder: `checkpoint-${step}`, bytes: 10 });
}

/** @param {object} event */
function tell(event) {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

function watchOwner() {
  const { REALCHAT_OWNER_FILE: file = "", REALCHAT_OWNER: owner } = process.env;
  setInterval(() => {
    if (!existsSync(file) || readFileSync(file, "utf8").trim() !== owner) process.exit(75);
    if (Date.now() - statSync(file).mtimeMs > 60_000) process.exit(75);
  }, 200);
}

function serve() {
  const port = Number(args[args.indexOf("--port") + 1]);
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || process.exit(0), 200);
  createServer((request, response) => {
    if (request.url === "/health") return response.end("{}");
    response.setHeader("content-type", "text/event-stream");
    const chunk = (/** @type {object} */ more) => response.write(`data: ${JSON.stringify(more)}\n\n`);
    chunk({ choices: [{ index: 0, delta: { content: "What do numbats eat?" } }] });
    chunk({
      choices: [{ index: 0, delta: {}, finish_reason: "stop" }],
      usage: { prompt_tokens: 9, completion_tokens: 6 },
    });
    response.end();
  }).listen(port, "127.0.0.1");
}
