import { ContextBar } from "../transcript/context-bar";
import { PreviewNotice } from "../transcript/preview-notice";
import { SearchHits } from "../transcript/search-hits";
import { ActBar } from "./act-bar";
import { DeletedNotice, QueueNotice } from "./notices";
import { DialogueTags, MoreActs } from "./rare-acts";

/** What the watch room shows right after the dialogue: its acts, tags, what is to be known of it, what was searched for. */
export const afterOpening = {
  ActBar,
  ContextBar,
  DeletedNotice,
  DialogueTags,
  MoreActs,
  PreviewNotice,
  QueueNotice,
  SearchHits,
};
