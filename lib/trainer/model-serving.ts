import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Queryable } from "@/lib/data/sql";
import { findServedModel, type ServedModel, setModelState } from "@/lib/data/training/served-models";
import { untilReachable } from "@/lib/data/until-reachable";
import { trainerScripts } from "@/lib/operations/training/training-folder";
import type { JobHandler, JobTools } from "@/lib/worker/jobs/job-handler";
import { pythonFor } from "./environment";
import type { HostContext } from "./host-context";
import { endProcess, isAlive, type KnownProcess, startDetached } from "./processes";

const lookMs = 1_000;
const startMs = 15 * 60_000;
const graceMs = 10_000;

/** A model that nobody has asked for so long goes to sleep; in minutes, REALCHAT_TRAINER_IDLE says another time. */
function idleMs(): number {
  const given = Number(process.env.REALCHAT_TRAINER_IDLE);
  return (given > 0 ? given : 10) * 60_000;
}

/** Wakes a model, serves it for as long as it is asked, and puts it to sleep. */
export function modelServing(host: HostContext): JobHandler<"model_serving"> {
  return async ({ payload: { modelId } }, tools) => {
    const written = <T>(work: (tx: Queryable) => Promise<T>) => untilReachable(() => tools.whileHeld(work));
    const model = await untilReachable(() => findServedModel(modelId));
    if (!model) return { kind: "refused", error: "This model is served by no host." };
    if (model.hostId !== host.hostId) return { kind: "later", delayMs: 2_000 };
    let server: KnownProcess | null = null;
    try {
      await written((tx) => setModelState(tx, modelId, { state: "waking" }));
      const woken = await wake(model, host, tools);
      server = woken.server;
      const { baseUrl, upstreamModel, atOnce } = woken;
      await written((tx) => setModelState(tx, modelId, { state: "awake", baseUrl, upstreamModel, atOnce }));
      await tools.report({ done: 1, total: 1, sentence: `Awake at ${baseUrl}` });
      await whileAsked(modelId, server, tools.signal);
      const why = isAlive(server) ? null : "Its server ended by itself; it is woken again when it is asked.";
      await written((tx) => setModelState(tx, modelId, { state: "asleep" }));
      if (why) await tools.note(why);
      return { kind: "done", result: {} };
    } catch (error) {
      if (tools.signal.aborted) throw error;
      const detail = error instanceof Error ? error.message : String(error);
      await written((tx) => setModelState(tx, modelId, { state: "broken", detail }));
      return { kind: "refused", error: detail };
    } finally {
      if (server) await endProcess(server, graceMs);
      if (tools.signal.aborted)
        await written((tx) => setModelState(tx, modelId, { state: "asleep" })).catch(() => undefined);
    }
  };
}

/** Until nobody has asked for so long, the server is gone, or the job is to stop. */
async function whileAsked(modelId: string, server: KnownProcess, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && isAlive(server)) {
    await sleep(lookMs, undefined, { signal }).catch(() => undefined);
    const found = await untilReachable(() => findServedModel(modelId));
    if (!found || Date.now() - (found.askedAt?.getTime() ?? 0) > idleMs()) return;
  }
}

type Woken = { server: KnownProcess; baseUrl: string; upstreamModel: string; atOnce: number };

/** Starts the server of a model and waits until it answers. Throws with its last words where it does not come up. */
async function wake(
  { id, name, serving }: ServedModel,
  host: HostContext,
  tools: Pick<JobTools, "signal" | "report">,
): Promise<Woken> {
  const { folder } = serving;
  if (!existsSync(join(folder, "config.json")))
    throw new Error(`The files of ${name} are gone: there is no config.json in ${folder}.`);
  const tell = (sentence: string) => tools.report({ sentence });
  const python = await pythonFor("trl", trainerScripts, host.places.environments, { signal: tools.signal, tell });
  await tell("Loading the model");
  const home = join(host.places.served, id);
  const files = sampled(folder, join(home, "model"));
  const port = await freePort();
  const address = process.env.REALCHAT_TRAINER_HOST || "127.0.0.1";
  const { args, atOnce } = serverOf(files, { python, address, port, host });
  const log = openSync(join(home, "server.log"), "w");
  const { known } = await startDetached(python, [join(trainerScripts, "serve.py"), ...args], {
    cwd: home,
    env: onCpu(host),
    out: log,
    err: log,
  });
  closeSync(log);
  const url = `http://${address}:${port}`;
  try {
    await untilItAnswers(`${url}/health`, known, tools.signal);
  } catch (error) {
    await endProcess(known, graceMs);
    if (tools.signal.aborted) throw error;
    const said = readFileSync(join(home, "server.log"), "utf8").trim().split("\n").slice(-4).join(" ").slice(-500);
    throw new Error(`The server of ${name} did not come up. ${said ? `Its last words: ${said}` : "It said nothing."}`);
  }
  return { server: known, baseUrl: `${url}/v1`, upstreamModel: files, atOnce };
}

/** Threads that wait for one another by spinning take all of a machine that does other things as well. */
function onCpu({ abilities }: HostContext): Record<string, string> {
  return abilities().gpus.length > 0 ? {} : { OMP_WAIT_POLICY: "PASSIVE" };
}

type Place = { python: string; address: string; port: number; host: HostContext };

/** vLLM where there are graphics cards and it is installed; else transformers' own server. */
function serverOf(files: string, { python, address, port, host }: Place): { args: string[]; atOnce: number } {
  const { gpus, engines } = host.abilities();
  const at = ["--host", address, "--port", String(port)];
  if (gpus.length > 0 && engines.vllm) return { args: [join(python, "..", "vllm"), "serve", files, ...at], atOnce: 64 };
  // Its continuous batching takes most of the machine's memory for itself; so it answers one call after another.
  return { args: [join(python, "..", "transformers"), "serve", files, ...at], atOnce: gpus.length > 0 ? 4 : 1 };
}

/**
 * The model's folder as it is served: its files, and settings by which it samples. A server takes it for granted that a model
 * whose settings do not say so always says what is likeliest, whatever temperature a call asks for.
 */
function sampled(folder: string, into: string): string {
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into, { recursive: true });
  for (const name of readdirSync(folder)) if (name !== settingsName) symlinkSync(join(folder, name), join(into, name));
  const own = join(folder, settingsName);
  const given = existsSync(own) ? (JSON.parse(readFileSync(own, "utf8")) as Record<string, unknown>) : {};
  const settings = Object.assign({ temperature: 0.7, top_p: 1, top_k: 0 }, given, { do_sample: true });
  writeFileSync(join(into, settingsName), JSON.stringify(settings));
  return into;
}

const settingsName = "generation_config.json";

async function untilItAnswers(url: string, known: KnownProcess, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + startMs;
  while (performance.now() < deadline) {
    if (!isAlive(known)) throw new Error("It ended.");
    const answer = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(5_000)]) }).catch(
      () => null,
    );
    if (answer?.ok) return;
    await sleep(300, undefined, { signal });
  }
  throw new Error("It took too long.");
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen({ port: 0, host: "127.0.0.1", exclusive: true }, () => {
      const bound = server.address();
      server.close(() =>
        bound !== null && typeof bound === "object" ? resolve(bound.port) : reject(new Error("No free port")),
      );
    });
  });
}
