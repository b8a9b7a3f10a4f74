import { env } from "@/lib/base/env";
import { newId } from "@/lib/base/ids";
import { insertModel } from "@/lib/data/models";
import { type Model, type ModelInput, originOf } from "@/lib/domain/model";
import { sealKey } from "@/lib/models/sealed-key";

/** Adds an endpoint to the catalogue; its key is sealed for this model and the origin it was entered for. */
export async function createModel({ apiKey, ...fields }: ModelInput): Promise<Model> {
  const modelId = newId("model");
  const binding = { modelId, origin: originOf(fields.baseUrl) };
  return insertModel(modelId, fields, apiKey ? sealKey(apiKey, binding, env().REALCHAT_SECRET) : null);
}
