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

/** Hands out models by id; an entry that was changed is opened anew within two seconds. */
export function createModelShelf(): ModelShelf {
  const shelf = new Map<string, { resolved: Promise<ResolvedModel>; until: number }>();
  return (modelId) => {
    const held = shelf.get(modelId);
    if (held && held.until > performance.now()) return held.resolved;
    const resolved = open(modelId);
    shelf.set(modelId, { resolved, until: performance.now() + freshMs });
    resolved.catch(() => shelf.delete(modelId));
    return resolved;
  };
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
