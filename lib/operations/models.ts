import { AppError } from "@/lib/base/app-error";
import { env } from "@/lib/base/env";
import { newId } from "@/lib/base/ids";
import { archiveModel as archive, findModel, insertModel, updateModel as write } from "@/lib/data/models";
import { type Model, type ModelInput, originOf } from "@/lib/domain/model";
import { sealKey } from "@/lib/models/sealed-key";
import { isMetadataHost, metadataWords } from "@/lib/outbound/metadata-address";

/** Adds an endpoint to the catalogue; its key is sealed for this model and the origin it was entered for. */
export async function createModel({ apiKey, ...fields }: ModelInput): Promise<Model> {
  refuseMetadataAddress(fields.baseUrl);
  const modelId = newId("model");
  const binding = { modelId, origin: originOf(fields.baseUrl) };
  return insertModel(modelId, fields, apiKey ? sealKey(apiKey, binding, env().REALCHAT_SECRET) : null);
}

/**
 * Replaces a model's settings. The stored key goes only to the origin it was entered for: a new origin needs the key
 * again, or the word that there is none.
 */
export async function updateModel(modelId: string, { apiKey, ...fields }: ModelInput): Promise<Model> {
  const before = await findModel(modelId);
  if (!before) throw new AppError("not_found", "There is no such model. Nothing was changed.");
  if (before.kind === "embedded")
    throw new AppError("invalid", "The studio's own models cannot be changed; add an endpoint instead.");
  refuseMetadataAddress(fields.baseUrl);
  const origin = originOf(fields.baseUrl);
  if (apiKey === undefined && before.hasKey && origin !== originOf(before.baseUrl))
    throw new AppError("invalid", `The stored key was entered for ${originOf(before.baseUrl)}. Nothing was changed.`, {
      fields: { apiKey: `Enter the key for ${origin}, or remove it` },
    });
  const sealed = typeof apiKey === "string" ? sealKey(apiKey, { modelId, origin }, env().REALCHAT_SECRET) : apiKey;
  const model = await write(modelId, before.baseUrl, fields, sealed);
  if (!model)
    throw new AppError("conflict", "Somebody has just changed this model's base URL. Nothing was changed; look again.");
  return model;
}

/** Takes an endpoint out of the catalogue's choices. The embedded models stay, since a fresh studio needs them. */
export async function archiveModel(id: string): Promise<void> {
  const model = await findModel(id);
  if (!model) throw new AppError("not_found", "There is no such model.");
  if (model.kind === "embedded") throw new AppError("invalid", "The embedded model cannot be taken away.");
  await archive(id);
}

function refuseMetadataAddress(baseUrl: string): void {
  if (!isMetadataHost(new URL(baseUrl).hostname) || env().REALCHAT_ALLOW_LINK_LOCAL) return;
  throw new AppError("invalid", `Nothing was saved. ${metadataWords}`, { fields: { baseUrl: metadataWords } });
}
