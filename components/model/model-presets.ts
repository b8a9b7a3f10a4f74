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
