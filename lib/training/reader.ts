import type { ChatTemplate } from "./chat-template";
import type { Tokenizer } from "./tokenizer";

/** A model as it reads: its tokenizer, and how it has a dialogue as one text. */
export type Reader = { tokenizer: Tokenizer; template: ChatTemplate };
