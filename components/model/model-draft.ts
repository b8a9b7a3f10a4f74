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

/** Where common servers listen and what they need; a start for the form, every field stays editable. */
export type ModelPreset = {
  id: string;
  label: string;
  baseUrl: string;
  /** An id of the kind this server knows, as a placeholder. */
  exampleModel: string;
  hint: string;
};

export const modelPresets: readonly ModelPreset[] = [
  {
    id: "openai",
    label: "OpenAI",
    baseUrl: "https://api.openai.com/v1",
    exampleModel: "gpt-4.1-mini",
    hint: "Needs an API key of your OpenAI project.",
  },
  {
    id: "vllm",
    label: "vLLM",
    baseUrl: "http://127.0.0.1:8000/v1",
    exampleModel: "meta-llama/Llama-3.1-8B-Instruct",
    hint: "The model id is the one vLLM was started with. A key only if it was started with --api-key.",
  },
  {
    id: "ollama",
    label: "Ollama",
    baseUrl: "http://127.0.0.1:11434/v1",
    exampleModel: "llama3.1:8b",
    hint: "The model id as `ollama list` shows it. No key needed. Its context window is what num_ctx says.",
  },
  {
    id: "llamacpp",
    label: "llama.cpp",
    baseUrl: "http://127.0.0.1:8080/v1",
    exampleModel: "default",
    hint: "llama-server serves one model; any id will do. The context window is its --ctx-size.",
  },
  {
    id: "lmstudio",
    label: "LM Studio",
    baseUrl: "http://127.0.0.1:1234/v1",
    exampleModel: "qwen2.5-7b-instruct",
    hint: "Start the server in LM Studio first. No key needed.",
  },
  {
    id: "openrouter",
    label: "OpenRouter",
    baseUrl: "https://openrouter.ai/api/v1",
    exampleModel: "meta-llama/llama-3.1-70b-instruct",
    hint: "Needs an OpenRouter key. Prices differ by model: enter them, so that budgets hold.",
  },
  {
    id: "azure",
    label: "Azure OpenAI",
    baseUrl: "https://YOUR-RESOURCE.openai.azure.com/openai/v1",
    exampleModel: "your-deployment",
    hint: "Put your resource into the address. The model id is the name of your deployment. Older ones end in ?api-version=…",
  },
];
