/** Names of models and makers that mean nothing else: hidden wherever they stand. */
export const alwaysModels: readonly string[] = [
  ...["ChatGPT", "GPT-2", "GPT-3", "GPT-3.5", "GPT-4", "GPT-4o", "GPT-4.1", "GPT-5", "OpenAI", "text-davinci-003"],
  ...["Claude-instant", "claude.ai", "Google Gemini", "Google Bard", "Gemini Pro", "Gemini Ultra", "Gemini Flash"],
  ...[
    "Google DeepMind",
    "DeepMind",
    "Meta AI",
    "LLaMA-2",
    "LLaMA-3",
    "Code Llama",
    "Meta Llama",
    "Mistral AI",
    "Mixtral",
  ],
  ...["mistral.ai", "Le Chat Mistral", "Codestral", "Ministral", "Pixtral", "Magistral", "LMSYS", "FastChat-T5"],
  ...[
    "UltraLLaMA",
    "UltraLM",
    "PlatoLM",
    "UserGPT",
    "Qwen",
    "QwQ-32B",
    "Tongyi",
    "DeepSeek",
    "ChatGLM",
    "GLM-4",
    "Zhipu",
  ],
  ...["Baichuan", "InternLM", "OpenAssistant", "StableLM", "SmolLM", "Hugging Face", "xAI", "WizardLM", "Moonshot AI"],
  ...["Ernie Bot", "Doubao", "Hunyuan", "Nemotron", "GPT-J", "GPT-NeoX", "RWKV", "MPT-7B"],
  ...["Microsoft Copilot", "GitHub Copilot", "Cohere AI", "EleutherAI", "TinyLlama", "OpenChat", "OpenHermes"],
  ...[
    "通义千问",
    "千问",
    "文心一言",
    "讯飞星火",
    "智谱清言",
    "智谱",
    "百川大模型",
    "盘古大模型",
    "月之暗面",
    "深度求索",
    "腾讯混元",
  ],
  ...[
    "チャットGPT",
    "챗GPT",
    "챗지피티",
    "ЧатГПТ",
    "Чат ГПТ",
    "جي بي تي",
    "شات جي بي تي",
    "تشات جي بي تي",
    "چت جی‌پی‌تی",
    "ओपनएआई",
    "चैटजीपीटी",
  ],
];

/** Names of models and makers that are words, animals, winds or people as well: the context decides. */
export const wordModels: readonly string[] = [
  ...["GPT", "Claude", "Anthropic", "ReaLM", "PaLM", "LLaMA", "Gemini", "Bard", "Mistral", "Falcon", "Koala", "Alpaca"],
  ...["Vicuna", "Dolly", "Bloom", "Grok", "Phi", "Orca", "Ernie", "Gemma", "Copilot", "Baize", "Kimi", "Yi", "Jamba"],
  ...["Granite", "Zephyr", "Starling", "Hermes", "Tulu", "Guanaco", "Pythia", "Chinchilla", "Sparrow", "LaMDA"],
  ...["MiniMax", "豆包", "克劳德", "クロード", "클로드", "Клод", "ГигаЧат", "كلود"],
];

/** Makers of models and of much else: hidden only where the text says that they made it. */
export const wordMakers: readonly string[] = [
  ...[
    "Google",
    "Microsoft",
    "Meta",
    "Amazon",
    "Apple",
    "Baidu",
    "Alibaba",
    "Tencent",
    "ByteDance",
    "Cohere",
    "Nvidia",
    "IBM",
  ],
  ...[
    "谷歌",
    "微软",
    "百度",
    "阿里巴巴",
    "阿里云",
    "腾讯",
    "字节跳动",
    "グーグル",
    "구글",
    "네이버",
    "Яндекс",
    "جوجل",
    "غوغل",
  ],
];

/** What follows a model's name and belongs to it: "Claude Opus". */
export const productWords =
  "turbo|mini|instruct|chat|large|small|medium|tiny|nano|pro|ultra|flash|opus|sonnet|haiku|instant|preview|latest|base|hf|it|max|plus|lite|nemo|coder|vision|guard|scout|maverick|ai";

/** Words by which people number and sort what they try out: with a digit beside them they name nothing yet. */
export const genericWords: ReadonlySet<string> = new Set(
  (
    "model models run runs test tests base baseline default version ver v system candidate candidates answer answers set data " +
    "dataset file files import imports new old first second third final draft exp experiment trial phase step steps stage level " +
    "part chapter figure table section page round rounds turn turns day week month year number no nr group team sample samples " +
    "user users simulator assistant human humans person people real reference ref gold control option choice method approach " +
    "variant config setup seed seeds prompt prompts question questions batch epoch checkpoint ckpt layer type class case item " +
    "small large medium big tiny mini pro plus max lite chat instruct turbo preview latest free hf it instance copy my our ours " +
    "the a an and of with without for by in on at to vs llm lm ai ml nlp sft rlhf dpo lora qlora api gpu qa cot rag bot agent " +
    "output outputs result results side left right one two three four five"
  ).split(" "),
);
