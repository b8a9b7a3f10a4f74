import { createHash } from "node:crypto";
import * as z from "zod";
import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import type { OutgoingFile } from "@/lib/contract/endpoint";
import { findTrainingJob, findTrainingTask } from "@/lib/data/training/training-jobs";
import { trainingOutcomeSchema } from "@/lib/domain/training-job/training-job";
import type { Viewer } from "@/lib/domain/viewer";
import { type ArchiveEntry, writeTar } from "@/lib/formats/archive/tar";
import type { Piece } from "@/lib/formats/format";
import { bundleFiles } from "./bundle-files";
import { authorizeTraining } from "./create-training";
import { type FolderFile, text } from "./training-folder";
import type { TrainingWayPort } from "./training-way";

const madeSchema = z.object({ name: z.string(), bytes: z.number(), sha256: z.string() });
const rememberedSchema = z.object({ bundle: z.array(madeSchema) });
type Measured = z.infer<typeof madeSchema>;

/**
 * Makes all files of a bundle once, to measure and hash them, and keeps that alone: the archive is written anew whenever it is taken,
 * the same each time.
 */
export const makeBundle: TrainingWayPort = async (task, { signal, report, enter, remember, rest }) => {
  await enter("preparing");
  const files = await bundleFiles(task);
  const bundle: Measured[] = [];
  for (const file of files) {
    signal.throwIfAborted();
    await report({ done: bundle.length, total: files.length });
    const began = performance.now();
    bundle.push(await measured(file));
    await rest(performance.now() - began);
  }
  await remember({ bundle });
  const megabytes = bundle.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
  const note = `${bundle.length + 1} files, ${megabytes.toFixed(1)} MB. Take the bundle, train with it, and register the result.`;
  return { kind: "done", outcome: trainingOutcomeSchema.parse({ note }), entry: null };
};

async function measured({ name, make }: FolderFile): Promise<Measured> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const piece of make()) {
    const whole = toBytes(piece);
    hash.update(whole);
    bytes += whole.byteLength;
  }
  return { name, bytes, sha256: hash.digest("hex") };
}

function toBytes(piece: Piece): Uint8Array {
  return typeof piece === "string" ? Buffer.from(piece) : piece;
}

/** The archive of a bundle. Throws `conflict` until it was made, and breaks off where it does not come out as it was measured. */
export async function takeBundle(viewer: Viewer, id: string): Promise<OutgoingFile> {
  const { spec, createdAt } = must(await findTrainingJob(id), "the training");
  await authorizeTraining(viewer, spec);
  const task = must(await findTrainingTask(id), "the training");
  const made = rememberedSchema.safeParse(task.remote);
  if (spec.way !== "bundle" || !made.success)
    throw new AppError(
      "conflict",
      "There is no bundle of this training, or it is still being made. Wait until it is done.",
    );
  const files = new Map((await bundleFiles(task)).map((file) => [file.name, file]));
  const sums = text("SHA256SUMS", made.data.bundle.map(({ sha256, name }) => `${sha256}  ${name}\n`).join(""));
  const known = [...made.data.bundle, await measured(sums)];
  files.set(sums.name, sums);
  const folder = `training-${id}`;
  const entries = known.map(({ name, bytes, sha256 }): ArchiveEntry => {
    const file = must(files.get(name), name);
    return { name: `${folder}/${name}`, bytes, from: () => asMeasured(file, sha256) };
  });
  return { fileName: `${folder}.tar`, mediaType: "application/x-tar", pieces: writeTar(entries, new Date(createdAt)) };
}

/** The file's last piece is held back until its checksum is right, so that no other file looks whole. */
async function* asMeasured({ name, make }: FolderFile, sha256: string): AsyncGenerator<Piece> {
  const hash = createHash("sha256");
  let held: Piece | null = null;
  for await (const piece of make()) {
    if (held !== null) yield held;
    hash.update(toBytes(piece));
    held = piece;
  }
  if (hash.digest("hex") !== sha256) throw new Error(`${name} is not what it was when the bundle was made`);
  if (held !== null) yield held;
}
