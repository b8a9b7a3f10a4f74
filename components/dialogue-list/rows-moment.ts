import { createMoment } from "@/lib/client/moment";

/** When a list has become so long that rows out of sight are left out. */
export const rowsMoment = createMoment("the rows", () => import("./rows-in-sight"));
