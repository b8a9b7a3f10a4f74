import { createMoment } from "@/lib/client/moment";

/** When the first formula is met. */
export const formulaMoment = createMoment("the formula", () => import("./formula"));
