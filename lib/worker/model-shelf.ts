import { AppError } from "@/lib/base/app-error";
import { findSealedModel } from "@/lib/data/models";
import type { ChatModel } from "@/lib/domain/chat-model";
import type { Model } from "@/lib/domain/model";
import { openModel } from "@/lib/models/open-model";

/** A catalogue entry and the connection it names. */
export type Voice = { entry: Model; chat: ChatModel };
export type ModelShelf = (modelId: string) => Promise<Voice>;

/** Long enough to spare the database a look per turn, short enough for a corrected key to be taken at once. */
const freshMs = 2_000;

/** Hands out models by id; an entry that was changed is opened anew within two seconds. */
export function createModelShelf(): ModelShelf {
  const shelf = new Map<string, { voice: Promise<Voice>; until: number }>();
  return (modelId) => {
    const held = shelf.get(modelId);
    if (held && held.until > performance.now()) return held.voice;
    const voice = open(modelId);
    shelf.set(modelId, { voice, until: performance.now() + freshMs });
    voice.catch(() => shelf.delete(modelId));
    return voice;
  };
}

async function open(modelId: string): Promise<Voice> {
  const found = await findSealedModel(modelId);
  if (!found) throw new AppError("not_found", `The model ${modelId} is no longer in the catalogue.`);
  const { sealedKey, ...entry } = found;
  return { entry, chat: await openModel({ ...entry, sealedKey }) };
}
