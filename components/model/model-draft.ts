import type { ModelBody } from "@/lib/client/mutations/model-mutations";
import type { Model } from "@/lib/domain/model";
import { optionalNumber } from "../ui/form/typed-text";
import { type DialectDraft, dialectDraftOf, dialectOf } from "./dialect-draft";

/** The form as typed: numbers are text until it is sent. */
export type ModelDraft = {
  name: string;
  baseUrl: string;
  upstreamModel: string;
  rendering: Model["rendering"];
  contextWindow: string;
  temperature: string;
  topP: string;
  maxTokens: string;
  inputPrice: string;
  outputPrice: string;
  lenientFinish: boolean;
  dialect: DialectDraft;
  apiKey: string;
  removeKey: boolean;
};

export function draftOf(model: Model | null): ModelDraft {
  return {
    name: model?.name ?? "",
    baseUrl: model?.baseUrl ?? "",
    upstreamModel: model?.upstreamModel ?? "",
    rendering: model?.rendering ?? "chat",
    contextWindow: `${model?.contextWindow ?? 8192}`,
    temperature: `${model?.sampling.temperature ?? ""}`,
    topP: `${model?.sampling.topP ?? ""}`,
    maxTokens: `${model?.sampling.maxTokens ?? ""}`,
    inputPrice: `${model?.inputPrice ?? 0}`,
    outputPrice: `${model?.outputPrice ?? 0}`,
    lenientFinish: model?.lenientFinish ?? false,
    dialect: dialectDraftOf(model?.dialect ?? null),
    apiKey: "",
    removeKey: false,
  };
}

/**
 * What is sent. An empty sampling field is left to the default; an empty key keeps the stored one, unless that may not
 * go to the new address.
 */
export function bodyOf(model: Model | null, draft: ModelDraft): ModelBody {
  const { name, baseUrl, upstreamModel, rendering, lenientFinish } = draft;
  const key = draft.apiKey.trim();
  return {
    name,
    baseUrl: baseUrl.trim(),
    upstreamModel,
    rendering,
    lenientFinish,
    dialect: dialectOf(draft.dialect),
    contextWindow: Number(draft.contextWindow),
    sampling: {
      temperature: optionalNumber(draft.temperature),
      topP: optionalNumber(draft.topP),
      maxTokens: optionalNumber(draft.maxTokens),
    },
    inputPrice: Number(draft.inputPrice),
    outputPrice: Number(draft.outputPrice),
    ...(key ? { apiKey: key } : draft.removeKey || dropsKey(model, draft) ? { apiKey: null } : {}),
  };
}

/** True when saving would send the stored key to another server, so that it is dropped instead. */
export function dropsKey(model: Model | null, draft: ModelDraft): boolean {
  if (!model?.hasKey || draft.apiKey.trim() !== "") return false;
  return URL.canParse(draft.baseUrl) && new URL(draft.baseUrl).origin !== new URL(model.baseUrl).origin;
}
