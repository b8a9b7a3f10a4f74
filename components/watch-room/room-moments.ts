import { createMoment } from "@/lib/client/moment";

/** Beside the transcript, or over it where the window has no room. */
export const inspectorMoment = createMoment("the inspector", () => import("./inspector"));
/** When somebody does the rarer things to a dialogue: a menu, and tags. */
export const actingMoment = createMoment("what can be done here", () => import("./rare-acts"));
/** When somebody comes from a search. */
export const searchedMoment = createMoment("what was searched for", () => import("../transcript/search-hits"));
