import { AppError } from "@/lib/base/app-error";
import { env } from "@/lib/base/env";
import { findModel, updateModel as write } from "@/lib/data/models";
import { type Model, type ModelInput, originOf } from "@/lib/domain/model";
import { sealKey } from "@/lib/models/sealed-key";

/**
 * Replaces a model's settings. The stored key goes only to the origin it was entered for: a new origin needs the key
 * again, or the word that there is none.
 */
export async function updateModel(modelId: string, { apiKey, ...fields }: ModelInput): Promise<Model> {
  const before = await findModel(modelId);
  if (!before) throw new AppError("not_found", "There is no such model. Nothing was changed.");
  if (before.kind === "embedded")
    throw new AppError("invalid", "The studio's own models cannot be changed; add an endpoint instead.");
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
