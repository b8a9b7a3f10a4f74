import { createMoment } from "@/lib/client/moment";

/** When somebody is asked in, or may do something else. */
export const teamMoment = createMoment("the dialog", () => import("./team-dialogs"));
