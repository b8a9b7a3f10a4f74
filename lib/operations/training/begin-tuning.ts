import { PlaceFault } from "@/lib/domain/place-fault";
import { tuningOrder } from "@/lib/domain/tuning-settings";
import type { TuningJob } from "@/lib/tuning/tuning-job";
import { partsToSend } from "./parts-to-send";
import type { TrainingLook } from "./training-way";
import type { Tuning } from "./tuning-remote";

/** So long a job whose beginning was not heard of may take to appear in the server's list. */
const appearsWithinMs = 60_000;

/** Sends what is trained on and asks for the job, each once, however often this is cut and begun again. null: it has begun. */
export async function beginTuning(tuning: Tuning): Promise<TrainingLook | null> {
  const { task, tools, remote, save, now } = tuning;
  await tools.enter("preparing");
  if (remote.asked !== null) {
    const found = await findBegun(tuning);
    if (found !== null) return found === "begun" ? null : found;
  }
  if (task.stopAskedAt !== null) return { kind: "stopped" };
  if (!(await filesAreThere(tuning))) return { kind: "later", delayMs: 3_000 };
  await save({ asked: { at: new Date(now()).toISOString(), attempt: task.attempt } });
  await keep(tuning, await create(tuning));
  return null;
}

/** A job that was asked for, and whose answer was not heard. null: there is none, and it can be asked for. */
async function findBegun(tuning: Tuning): Promise<TrainingLook | "begun" | null> {
  const { task, tools, server, remote, place, now } = tuning;
  const { asked } = remote;
  const trainingFile = remote.files.train?.id ?? "";
  const found = await server.findJob({ trainingFile, known: remote.earlier }, tools.signal);
  if (found !== null && found !== "unlisted") {
    await keep(tuning, found);
    return "begun";
  }
  if (asked === null) return null;
  if (found === "unlisted") {
    // Whoever tries again has looked there.
    if (asked.attempt < task.attempt) return null;
    const words = `Whether ${place.name} has begun this training is not known: no answer came when it was asked, and it does not list its jobs. Look there. Trying again begins another one.`;
    return { kind: "failed", fault: "unreachable", error: words };
  }
  return now() - Date.parse(asked.at) < appearsWithinMs ? { kind: "later", delayMs: 10_000 } : null;
}

async function create(tuning: Tuning): Promise<TuningJob> {
  const { task, tools, server, dialect, remote, place, save } = tuning;
  const files = { trainingFile: remote.files.train?.id ?? "", validationFile: remote.files.validation?.id ?? null };
  const order = tuningOrder({ ...task.spec, id: task.id }, files, dialect, place.settings.baseRate);
  try {
    return await server.create(order, tools.signal);
  } catch (error) {
    // What was refused was not begun; of all else nobody knows.
    if (error instanceof PlaceFault && error.wasAnswered && error.remedy === "fix") await save({ asked: null });
    throw error;
  }
}

async function keep({ tools, save }: Tuning, { id }: TuningJob): Promise<void> {
  await save({ jobId: id });
  await tools.note(`The server calls it ${id}`);
}

/** Sends each part that is not there yet: one of the same name is the very one, since its name holds its hash. */
async function filesAreThere(tuning: Tuning): Promise<boolean> {
  const { tools, server, remote, save } = tuning;
  for (const { part, file } of await partsToSend(tuning)) {
    if (remote.files[part]?.id) continue;
    await tools.report({ sentence: `Sends the ${part} part, ${(file.bytes / 1e6).toFixed(1)} MB` });
    const there = await server.findFile(file, tools.signal);
    const id = there === null || there === "unlisted" ? await server.sendFile(file, tools.signal) : there;
    await save({ files: Object.assign({}, remote.files, { [part]: { name: file.name, bytes: file.bytes, id } }) });
  }
  for (const { id } of Object.values(remote.files))
    if (id !== null && !(await server.isFileReady(id, tools.signal))) return false;
  return true;
}
