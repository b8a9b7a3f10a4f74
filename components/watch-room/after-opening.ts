import { SearchHits } from "../transcript/search-hits";
import { DialogueTags, MoreActs } from "./rare-acts";

/** What the watch room shows right after the dialogue: tags, the rarer acts, and what was searched for. */
export const afterOpening = { DialogueTags, MoreActs, SearchHits };
