import { chatMessages } from "./chat-messages";
import { howTo } from "./companions";
import { sftFormat } from "./sft-format";

/** Tinker's cookbook: conversations in which every message says whether it is trained on, of either side. */
export const tinker = sftFormat({
  id: "tinker",
  name: "Tinker",
  use: "messages, every one with trainable",
  trainer: "tinker",
  masks: "marked",
  reasoning: ["drop", "inline"],
  containers: ["jsonl"],
  own: {},
  length: null,
  fields: { messages: "role, content and trainable: whether the message is trained on" },
  notes: () => [
    "train_on_what must be CUSTOMIZED: any other mode stops at rows with trainable.",
    "Both sides are trained under their own names: nothing is changed over for the user's side.",
    "How long a row may be is always said (max_length).",
  ],
  beside: (_, [train = ""]) => [
    howTo(
      "Tinker",
      "pip install tinker tinker-cookbook",
      "python",
      `from tinker_cookbook.renderers import TrainOnWhat
from tinker_cookbook.supervised.data import FromConversationFileBuilder
from tinker_cookbook.supervised.types import ChatDatasetBuilderCommonConfig

common = ChatDatasetBuilderCommonConfig(
    model_name_for_tokenizer="YOUR_BASE_MODEL",
    renderer_name="ITS_RENDERER",
    max_length=4096,
    batch_size=32,
    train_on_what=TrainOnWhat.CUSTOMIZED,
)
dataset = FromConversationFileBuilder(common_config=common, file_path="${train}")`,
    ),
  ],
  dialect: () => ({ isNative: true }),
  record: (messages, { reasoning }) => ({
    messages: chatMessages(messages, reasoning, ({ isTrained }) => ({ trainable: isTrained })),
  }),
});
