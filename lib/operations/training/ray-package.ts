import type { Submission } from "@/lib/clusters/cluster";
import type { PackedFile } from "@/lib/clusters/pack";
import type { TrainingSpec } from "@/lib/domain/training-job/spec";
import { commandOf } from "@/lib/engines/command-of";
import type { Piece } from "@/lib/formats/format";
import type { OnRay } from "./ray-remote";
import { script, trainingFolder } from "./training-folder";

const isBucket = (storage: string) => storage.startsWith("s3://");
const within = (storage: string, id: string) => `${storage.replace(/\/+$/, "")}/${id}`;

/** A training as a cluster is asked for it: the very folder of the studio's own trainer, written to where all machines find it. */
export async function submissionOf(
  { task, tools, place }: Pick<OnRay, "task" | "tools" | "place">,
  id: string,
): Promise<Submission> {
  const { spec } = task;
  const { storage, packages, gpus } = place.settings;
  const { module, args, env } = commandOf(spec, { gpus });
  const command = ["python", ...(module === null ? [] : ["-m", module]), ...args];
  const carried = isBucket(storage) ? ["python", "carry.py", within(storage, task.id), ...command] : command;
  const files: PackedFile[] = [];
  for (const { name, make } of await trainingFolder(task)) {
    tools.signal.throwIfAborted();
    files.push({ name, bytes: writtenTo(outputOf(task.id, storage), spec, name, await bytesOf(make())) });
  }
  if (isBucket(storage)) files.push({ name: "carry.py", bytes: await bytesOf(script("carry.py").make()) });
  return {
    id,
    entrypoint: carried.map(quoted).join(" "),
    files,
    packages,
    // Time to write a checkpoint before it is ended.
    environment: Object.assign({ RAY_JOB_STOP_WAIT_TIME_S: "60", PYTHONUNBUFFERED: "1" }, env),
    about: { name: spec.name, training: task.id },
    cpus: null,
    gpus: gpus > 0 ? gpus : null,
  };
}

/** Where what was made lies, as the cluster sees it; null where nothing tells that anything was made. */
export function resultOf(
  { id, spec }: { id: string; spec: Pick<TrainingSpec, "engine"> },
  { storage }: { storage: string },
  told: string | null,
): string | null {
  if (told?.startsWith("s3://")) return told;
  // Other engines end without a word of their own.
  if (told === null && spec.engine === "trl") return null;
  return told === null ? outputOf(id, storage) : `${outputOf(id, storage)}/${told}`;
}

function outputOf(id: string, storage: string): string {
  return storage === "" || isBucket(storage) ? "out" : within(storage, id);
}

/** The same file with another folder to write to, where it is the one that says so. */
function writtenTo(output: string, { engine }: Pick<TrainingSpec, "engine">, name: string, bytes: Buffer): Buffer {
  if (output === "out") return bytes;
  if (engine === "trl" && name === "order.json")
    return Buffer.from(`${JSON.stringify(Object.assign(JSON.parse(bytes.toString("utf8")), { output }), null, 2)}\n`);
  if (engine === "trl" || !name.endsWith(".yaml")) return bytes;
  return Buffer.from(bytes.toString("utf8").replace('output_dir: "out"', `output_dir: ${JSON.stringify(output)}`));
}

async function bytesOf(pieces: AsyncIterable<Piece>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const piece of pieces) chunks.push(Buffer.from(piece as string));
  return Buffer.concat(chunks);
}

/** As a shell takes it for one word. */
function quoted(word: string): string {
  return /^[\w./:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
