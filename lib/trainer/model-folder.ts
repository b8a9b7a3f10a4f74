import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { OutgoingFile } from "@/lib/destinations/place";
import { DestinationFault } from "@/lib/domain/destination-fault";
import type { ModelFile } from "@/lib/domain/training-job/model-file";
import { modelCardName, modelManifestName } from "@/lib/domain/training-job/published-folder";

/** Of what is read at once, of whatever size a file is. */
const pieceBytes = 1024 * 1024;

/** What lies beside a model and is none of it: what a training goes on from, pickles of its settings, what we write ourselves. */
const leftOut =
  /^(?:checkpoint-\d+|runs|prepared|optimizer\.pt|scheduler\.pt|rng_state.*|training_args\.bin|trainer_state\.json|.*\.part)$/;

/** As destinations take them: nothing to be encoded, nothing that leads up. */
const plainName = /^[\w=-][\w.=-]*(?:\/[\w=-][\w.=-]*)*$/;

/** The files of a model's folder, by name. Throws a fault, for a person, where there is no model, or one that cannot be named. */
export async function listModelFiles(folder: string): Promise<ModelFile[]> {
  if (!existsSync(join(folder, "config.json")) && !existsSync(join(folder, "adapter_config.json")))
    throw new DestinationFault("fix", `There is no model in ${folder} any more, so nothing was sent.`);
  const found: ModelFile[] = [];
  for (const path of await readdir(folder, { recursive: true })) {
    const name = relative(folder, join(folder, path)).split(sep).join("/");
    const parts = name.split("/");
    const isOurs = name === modelCardName || name === modelManifestName;
    if (isOurs || parts.some((part) => part.startsWith(".") || leftOut.test(part))) continue;
    const about = await stat(join(folder, path));
    if (!about.isFile()) continue;
    if (!plainName.test(name))
      throw new DestinationFault(
        "fix",
        `${name} has a name that destinations do not take. Rename it: letters, digits, - _ . and = alone. Nothing was sent.`,
      );
    found.push({ name, bytes: about.size });
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A file on its way out: read once to know what it is, and then piece by piece. A change on the way is a fault. */
export async function outgoingFile(folder: string, { name }: ModelFile, signal: AbortSignal): Promise<OutgoingFile> {
  const path = join(folder, name);
  const whole = await measure(path, signal);
  const mediaType = name.endsWith(".json") ? "application/json" : "application/octet-stream";
  return { name, mediaType, ...whole, pieces: () => unchanged(path, name, whole) };
}

type Measured = { bytes: number; sha256: string };

async function measure(path: string, signal: AbortSignal): Promise<Measured> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const piece of createReadStream(path, { highWaterMark: pieceBytes, signal })) {
    hash.update(piece as Buffer);
    bytes += (piece as Buffer).length;
  }
  return { bytes, sha256: hash.digest("hex") };
}

async function* unchanged(path: string, name: string, { bytes, sha256 }: Measured): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  let read = 0;
  for await (const piece of createReadStream(path, { highWaterMark: pieceBytes })) {
    const part = piece as Buffer;
    hash.update(part);
    read += part.length;
    // The last piece is held back until it is known that all of them are what was told before.
    if (read >= bytes && (read > bytes || hash.digest("hex") !== sha256))
      throw new DestinationFault("fix", `${name} was changed while it was sent. Publish it again once it is at rest.`);
    yield part;
  }
}
