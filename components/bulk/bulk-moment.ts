import { createMoment } from "@/lib/client/moment";

/** When something is done to many dialogues at once. */
export const bulkMoment = createMoment("the bulk act", () => import("./bulk-dialog"));
