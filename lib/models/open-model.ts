import { assertNever, must } from "@/lib/base/assert";
import { type Env, env } from "@/lib/base/env";
import type { ChatModel } from "@/lib/domain/chat-model";
import type { Detector } from "@/lib/domain/detector";
import type { EmbeddingModel } from "@/lib/domain/embedding-model";
import { type Model, originOf } from "@/lib/domain/model";
import { type CallLimits, createGate, type Gate, gated } from "./call-limits";
import { embeddedModel } from "./embedded/embedded-model";
import type { EmbeddedWeights } from "./embedded/train";
import { httpDetector } from "./http-detector";
import { behindGate } from "./json-endpoint";
import { openaiEmbedder } from "./openai-embedder";
import { openaiModel } from "./openai-model";
import { openKey } from "./sealed-key";

/** What the catalogue knows of a model that is about to be called. */
export type ModelEntry = Pick<
  Model,
  "id" | "kind" | "trainedOn" | "baseUrl" | "upstreamModel" | "rendering" | "lenientFinish" | "dialect"
> & {
  sealedKey: Uint8Array | null;
  /** Of an embedded model that was trained by a team: what it has learned. */
  learned?: () => Promise<EmbeddedWeights>;
};

type Settings = Pick<Env, "REALCHAT_SECRET" | "REALCHAT_EMBEDDED_TOKENS_PER_SECOND">;

/** Shared by all openings of an endpoint in this process, so that a complaint to one call slows them all. */
const gates = new Map<string, Gate>();

/**
 * The model behind a catalogue entry, ready to be called. Cheap: connections, the gate of the endpoint and the learned
 * weights are shared. Throws `AppError("invalid")` when the stored key does not belong to the entry's origin.
 */
export function openModel(entry: ModelEntry, settings: Settings = env(), limits?: Partial<CallLimits>): ChatModel {
  switch (entry.kind) {
    case "embedded": {
      const side = must(entry.trainedOn, `the side that the embedded model ${entry.id} was trained on`);
      return embeddedModel(side, settings.REALCHAT_EMBEDDED_TOKENS_PER_SECOND, entry.learned);
    }
    case "openai": {
      const { baseUrl, upstreamModel, lenientFinish, dialect } = entry;
      const apiKey = keyOf(entry, settings);
      return gated(
        openaiModel({ baseUrl, upstreamModel, apiKey, lenientFinish, dialect, limits }),
        gateOf(baseUrl, upstreamModel),
      );
    }
    default:
      return assertNever(entry.kind);
  }
}

/**
 * The same endpoint, asked for vectors: whether it has any, its first answer tells. The studio's own models have none.
 * Throws as `openModel` does.
 */
export function openEmbedder(entry: ModelEntry, settings: Settings = env()): EmbeddingModel {
  const { baseUrl, upstreamModel, dialect } = entry;
  const embedder = openaiEmbedder({ baseUrl, upstreamModel, apiKey: keyOf(entry, settings), dialect });
  const gate = gateOf(baseUrl, upstreamModel);
  return { embed: (texts, signal) => behindGate(gate, signal, () => embedder.embed(texts, signal)) };
}

/** The same endpoint, asked who wrote texts. Throws as `openModel` does. */
export function openDetector(entry: ModelEntry, settings: Settings = env()): Detector {
  const { baseUrl, upstreamModel, dialect } = entry;
  const detector = httpDetector({ baseUrl, upstreamModel, apiKey: keyOf(entry, settings), dialect });
  const gate = gateOf(baseUrl, upstreamModel);
  return { detect: (texts, signal) => behindGate(gate, signal, () => detector.detect(texts, signal)) };
}

function keyOf({ id, baseUrl, sealedKey }: ModelEntry, settings: Settings): string | null {
  return sealedKey && openKey(sealedKey, { modelId: id, origin: originOf(baseUrl) }, settings.REALCHAT_SECRET);
}

function gateOf(baseUrl: string, upstreamModel: string): Gate {
  const endpoint = `${baseUrl} ${upstreamModel}`;
  const gate = gates.get(endpoint) ?? createGate();
  gates.set(endpoint, gate);
  return gate;
}
