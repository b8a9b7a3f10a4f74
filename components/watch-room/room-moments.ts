import { createMoment } from "@/lib/client/moment";

/** Beside the transcript, or over it where the window has no room. */
export const inspectorMoment = createMoment("the inspector", () => import("./inspector"));
/** Once a dialogue is open: its tags, the rarer things that can be done to it, and what was searched for in it. */
export const openMoment = createMoment("this part of the dialogue", () => import("./after-opening"));
