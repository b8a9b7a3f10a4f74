import { createMoment } from "@/lib/client/moment";

/** When somebody narrows the list, keeps a filter, or takes files away. */
export const findingMoment = createMoment("this part of the list", () => import("./finding"));
