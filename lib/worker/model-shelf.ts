import { AppError } from "@/lib/base/app-error";
import { findSealedModel } from "@/lib/data/models";
import type { ChatModel } from "@/lib/domain/chat-model";
import type { Detector } from "@/lib/domain/detector";
import type { Dialect } from "@/lib/domain/dialect";
import type { EmbeddingModel } from "@/lib/domain/embedding-model";
import type { Model } from "@/lib/domain/model";
import { openDetector, openEmbedder, openModel } from "@/lib/models/open-model";
import { wokenModel } from "./woken-model";

/** A catalogue entry and the connection it names. */
export type ResolvedModel = {
  entry: Model;
  chat: ChatModel;
  /** The same endpoint, asked in another way; absent where that has no meaning. */
  asking?: (dialect: Dialect) => ChatModel;
  /** The same endpoint, asked for vectors of texts; absent where it gives none. */
  embedder?: EmbeddingModel;
  /** The same endpoint, asked who wrote texts; absent where it tells nothing of the kind. */
  detector?: Detector;
};
export type ModelShelf = (modelId: string) => Promise<ResolvedModel>;

/** Long enough to spare the database a look per turn, short enough for a corrected key to be taken at once. */
const freshMs = 2_000;
/** From then on it is looked at anew beside the work, so that no turn waits for that while turns are written. */
const renewMs = 1_000;

type Held = { resolved: Promise<ResolvedModel>; since: number; isRenewed: boolean };

/** Hands out models by id; an entry that was changed is opened anew within two seconds. */
export function createModelShelf(): ModelShelf {
  const shelf = new Map<string, Held>();

  const take = (modelId: string): Held => ({ resolved: open(modelId), since: performance.now(), isRenewed: false });

  return (modelId) => {
    const held = shelf.get(modelId);
    const age = held ? performance.now() - held.since : freshMs;
    if (held && age < freshMs) {
      if (age >= renewMs && !held.isRenewed) renew(modelId, held);
      return held.resolved;
    }
    const taken = take(modelId);
    shelf.set(modelId, taken);
    taken.resolved.catch(() => shelf.get(modelId) === taken && shelf.delete(modelId));
    return taken.resolved;
  };

  /** Where that fails, whoever asks next once this is no longer fresh meets the fault. */
  function renew(modelId: string, held: Held): void {
    held.isRenewed = true;
    const taken = take(modelId);
    taken.resolved.then(
      () => shelf.get(modelId) === held && shelf.set(modelId, taken),
      () => undefined,
    );
  }
}

async function open(modelId: string): Promise<ResolvedModel> {
  const found = await findSealedModel(modelId);
  if (!found) throw new AppError("not_found", `The model ${modelId} is no longer in the catalogue.`);
  const { sealedKey, ...entry } = found;
  const { trainingJobId } = entry;
  const isOurs = entry.kind === "embedded" && trainingJobId !== null;
  const learned = isOurs
    ? async () => (await import("@/lib/operations/training/learned-of")).learnedOf(trainingJobId)
    : undefined;
  const opened = (dialect: Dialect) => openModel({ ...entry, dialect, sealedKey, learned });
  const asking = (dialect: Dialect) =>
    entry.state === null
      ? opened(dialect)
      : wokenModel(modelId, (address) => openModel({ ...entry, ...address, dialect, sealedKey }));
  const chat = asking(entry.dialect);
  if (entry.kind === "embedded") return { entry, chat };
  return { entry, chat, asking, embedder: openEmbedder(found), detector: openDetector(found) };
}
