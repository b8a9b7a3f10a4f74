import * as z from "zod";
import { PlaceFault } from "@/lib/domain/place-fault";
import type { Cluster, ClusterAbilities, ClusterStatus, Look, Submission } from "./cluster";
import { tailOfLogs } from "./log-tail";
import { pack } from "./pack";
import { type RayAddress, RayApi } from "./ray-api";

/** What Ray keeps of a package in its own memory (docs/method.md#ray-jobs). */
const mostPackageBytes = 100 * 1024 * 1024;

const json = { "content-type": "application/json" };
const jobPath = (id: string) => `/api/jobs/${encodeURIComponent(id)}`;

/** A Ray cluster by the REST interface of its dashboard; nothing is sent yet. */
export function openRay(address: RayAddress): Cluster {
  const api = new RayApi(address);
  return {
    probe: (signal) => probe(api, signal),
    submit: (submission, signal) => submit(api, submission, signal),
    look: (id, signal) => look(api, id, signal),
    log: (id, range, signal) => readLog(api, id, range, signal),
    async stop(id, signal) {
      const answer = await api.hear({ method: "POST", path: `${jobPath(id)}/stop`, signal });
      if (answer.status !== 404 && answer.status >= 300) throw api.faultOf(answer);
    },
  };
}

const versionSchema = z.object({ ray_version: z.string() });
const pair = z.tuple([z.number(), z.number()]);
const statusSchema = z.object({
  data: z.object({
    clusterStatus: z.object({ loadMetricsReport: z.object({ usage: z.record(z.string(), pair) }) }),
  }),
});

async function probe(api: RayApi, signal: AbortSignal): Promise<ClusterAbilities> {
  const version = versionSchema.safeParse(await api.ask({ method: "GET", path: "/api/version", signal }));
  if (!version.success)
    throw new PlaceFault("fix", `${api.host} does not answer as a Ray cluster does. Correct its address.`);
  // Where the token lets nobody see jobs, no job could be followed.
  await api.ask({ method: "GET", path: "/api/jobs/", signal });
  const usage = await readUsage(api, signal);
  // Just after its start a head does not know yet what it has.
  const allOf = (resource: string) => (usage?.CPU ? (usage[resource]?.[1] ?? 0) : null);
  return { version: version.data.ray_version, cpus: allOf("CPU"), gpus: allOf("GPU"), mostPackageBytes };
}

/** In use and in all, by resource; null where this version does not tell. */
async function readUsage(api: RayApi, signal: AbortSignal): Promise<Record<string, [number, number]> | null> {
  const { status, text } = await api.hear({ method: "GET", path: "/api/cluster_status", signal });
  if (status !== 200) return null;
  try {
    const read = statusSchema.safeParse(JSON.parse(text));
    return read.success ? read.data.data.clusterStatus.loadMetricsReport.usage : null;
  } catch {
    return null;
  }
}

async function submit(api: RayApi, submission: Submission, signal: AbortSignal): Promise<void> {
  const { id, entrypoint, packages, environment, about, cpus, gpus } = submission;
  // What was submitted by a try that heard no answer is there already.
  if ((await look(api, id, signal)) !== null) return;
  const { name, body } = pack(submission.files);
  if (body.length > mostPackageBytes)
    throw new PlaceFault(
      "fix",
      `The package is ${inMegabytes(body.length)} MB, and a Ray cluster takes ${inMegabytes(mostPackageBytes)} at most. Take a smaller subset, or carry the bundle there yourself.`,
    );
  await sendPackage(api, { name, body }, signal);
  const answer = await api.hear({
    method: "POST",
    path: "/api/jobs/",
    headers: json,
    body: JSON.stringify({
      entrypoint,
      submission_id: id,
      runtime_env: {
        working_dir: `gcs://${name}`,
        env_vars: environment,
        ...(packages.length > 0 && { pip: packages }),
      },
      metadata: about,
      ...(cpus !== null && { entrypoint_num_cpus: cpus }),
      ...(gpus !== null && { entrypoint_num_gpus: gpus }),
    }),
    signal,
  });
  if (answer.status >= 200 && answer.status < 300) return;
  // Another worker was faster: its submission is this very one.
  if (/already exists/i.test(answer.text)) return;
  throw api.faultOf(answer);
}

async function sendPackage(
  api: RayApi,
  { name, body }: { name: string; body: Buffer },
  signal: AbortSignal,
): Promise<void> {
  const path = `/api/packages/gcs/${name}`;
  // Asking for it also keeps it there until the job has begun.
  const { status } = await api.hear({ method: "GET", path, signal });
  if (status === 200) return;
  const answer = await api.hear({ method: "PUT", path, headers: { "content-type": "application/zip" }, body, signal });
  if (answer.status >= 300) throw api.faultOf(answer);
}

const inMegabytes = (bytes: number) => (bytes / 1e6).toFixed(0);

const jobSchema = z.object({ status: z.string(), message: z.string().nullish() });

const statuses: Readonly<Record<string, ClusterStatus>> = {
  PENDING: "waiting",
  RUNNING: "running",
  SUCCEEDED: "done",
  FAILED: "failed",
  STOPPED: "stopped",
};

async function look(api: RayApi, id: string, signal: AbortSignal): Promise<Look | null> {
  const answer = await api.hear({ method: "GET", path: jobPath(id), signal });
  if (answer.status === 404) {
    // Whatever else stands at this address has no such page either.
    if (/does not exist/i.test(answer.text)) return null;
    throw new PlaceFault("retry", `${api.host} answers, but not as a Ray cluster: it may be starting.`);
  }
  if (answer.status !== 200) throw api.faultOf(answer);
  const job = jobSchema.safeParse(parsed(answer.text));
  if (!job.success) throw new PlaceFault("retry", `${api.host} told of the job what cannot be read.`);
  const { status, message } = job.data;
  // A word that this version does not know is something under way: what has ended is known by its name.
  return { status: statuses[status.toUpperCase()] ?? "running", message: api.excerptOf(message ?? "") };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function* readLog(
  api: RayApi,
  id: string,
  range: { skip: number; most: number },
  signal: AbortSignal,
): AsyncGenerator<string> {
  const { status, header, pieces } = await api.open({ method: "GET", path: `${jobPath(id)}/logs`, signal });
  if (status !== 200) throw api.faultOf({ status, header, text: await beginningOf(pieces) });
  try {
    yield* tailOfLogs(pieces, range);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new PlaceFault("retry", `The log of ${api.host} cannot be read: ${error.message}.`, { cause: error });
  }
}

async function beginningOf(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const piece of pieces) {
    text += decoder.decode(piece, { stream: true });
    if (text.length > 64_000) break;
  }
  return text;
}
