import { createMoment } from "@/lib/client/moment";

/** When somebody reads what is asked of them. */
export const guidelineMoment = createMoment("the guideline", () => import("./guideline-drawer"));
