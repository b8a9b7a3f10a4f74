import * as z from "zod";
import { PlaceFault } from "@/lib/domain/place-fault";
import type { TrainingEvent } from "@/lib/domain/training-job/event";
import { type Listed, readList } from "./read-list";
import type { TuningApi } from "./tuning-api";
import { readTuningEvent } from "./tuning-event";
import { readTuningJob, type TuningJob } from "./tuning-job";
import type { Checkpoint, EventCursor, Sought } from "./tuning-server";

const jobsPath = "/fine_tuning/jobs";
const pathOf = (id: string) => `${jobsPath}/${encodeURIComponent(id)}`;

export async function findJob(
  api: TuningApi,
  { trainingFile, known }: Sought,
  signal: AbortSignal,
): Promise<TuningJob | null | "unlisted"> {
  const isIt = ({ value }: Listed) => {
    const job = readTuningJob(value);
    return job !== null && job.trainingFile === trainingFile && !known.includes(job.id) ? job : null;
  };
  const found = await readList(api, { path: jobsPath, pageSize: 100, signal }, (page) => page.some(isIt));
  if (found === null) return "unlisted";
  for (const one of found) {
    const job = isIt(one);
    if (job) return job;
  }
  // Whoever does not tell which file a job trains on cannot be asked this way.
  const tells = found.length === 0 || found.some(({ value }) => readTuningJob(value)?.trainingFile);
  return tells ? null : "unlisted";
}

export async function createJob(
  api: TuningApi,
  body: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<TuningJob> {
  const job = readTuningJob(await api.ask({ method: "POST", path: jobsPath, json: body, signal }));
  if (job) return job;
  throw new PlaceFault("retry", `${api.host} began a job and named no id for it.`, { wasAnswered: false });
}

export async function readJob(api: TuningApi, id: string, signal: AbortSignal): Promise<TuningJob | null> {
  const answer = await api.hear({ method: "GET", path: pathOf(id), signal });
  if (answer.status === 404 || answer.status === 410) return null;
  if (answer.status >= 300) throw api.faultOf(answer);
  const job = readTuningJob(api.parse(answer));
  if (job) return job;
  throw new PlaceFault("retry", `${api.host} told of the job what cannot be read.`);
}

/** A server that cannot cancel says so by having no such route. */
export async function cancelJob(api: TuningApi, id: string, signal: AbortSignal): Promise<boolean> {
  const answer = await api.hear({ method: "POST", path: `${pathOf(id)}/cancel`, json: {}, signal });
  if (answer.status < 300) return true;
  if (answer.status === 405 || answer.status === 501) return false;
  // It has ended meanwhile, or is gone: the next look tells.
  if ([400, 404, 409, 410, 422].includes(answer.status)) return true;
  throw api.faultOf(answer);
}

const createdSchema = z.object({ created_at: z.union([z.number(), z.string()]).nullish() });

/**
 * Servers list the newest first; one that lists the oldest first is known by its times, and is asked for what is behind the last one
 * that was seen. Where that one is not there any more, lines of the log are not told again; figures may be, each is kept once.
 */
export async function readEvents(
  api: TuningApi,
  id: string,
  since: EventCursor | null,
  signal: AbortSignal,
): Promise<{ events: TrainingEvent[]; cursor: EventCursor | null }> {
  const isSeen = ({ id: event }: Listed) => event === since?.last;
  const after = since?.isOldestFirst ? since.last : undefined;
  const asked = { path: `${pathOf(id)}/events`, pageSize: 100, after, signal };
  const found = await readList(api, asked, (page) => page.some(isSeen) && !isOldestFirst(page));
  if (found === null) return { events: [], cursor: since };
  const isUpwards = since?.isOldestFirst || isOldestFirst(found);
  // An event that is listed once more stands where it happened.
  const oldestFirst = (isUpwards ? found : found.toReversed()).toSorted((a, b) => timeOf(a) - timeOf(b));
  const at = oldestFirst.findIndex(isSeen);
  const fresh = oldestFirst.slice(at + 1);
  const isGap = since !== null && at === -1 && !since.isOldestFirst;
  const events = fresh.flatMap(({ value }) => readTuningEvent(value));
  const last = fresh.at(-1);
  return {
    events: isGap ? events.filter(({ type }) => type !== "line") : events,
    cursor: last ? { last: last.id, isOldestFirst: isUpwards } : since,
  };
}

/** By most pairs of neighbours, since some may stand there twice. */
function isOldestFirst(list: readonly Listed[]): boolean {
  let rises = 0;
  for (const [i, one] of list.entries()) {
    const next = list[i + 1];
    if (next) rises += Math.sign(timeOf(next) - timeOf(one) || stepOf(next) - stepOf(one));
  }
  return rises > 0;
}

function timeOf({ value }: Listed): number {
  const at = createdSchema.safeParse(value).data?.created_at ?? 0;
  return typeof at === "number" ? at : Date.parse(at) / 1_000 || 0;
}

function stepOf({ value }: Listed): number {
  const [event] = readTuningEvent(value);
  return event && "step" in event ? event.step : 0;
}

const checkpointSchema = z.object({
  step_number: z.number().int().nullish(),
  fine_tuned_model_checkpoint: z.string().nullish(),
});

export async function readCheckpoints(api: TuningApi, id: string, signal: AbortSignal): Promise<Checkpoint[]> {
  const found = await readList(api, { path: `${pathOf(id)}/checkpoints`, pageSize: 100, signal }, () => false);
  const read = (found ?? []).flatMap(({ value }) => {
    const { data } = checkpointSchema.safeParse(value);
    return data ? [{ step: data.step_number ?? 0, model: data.fine_tuned_model_checkpoint || null }] : [];
  });
  return read.sort((a, b) => a.step - b.step);
}
