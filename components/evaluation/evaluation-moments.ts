import { createMoment } from "@/lib/client/moment";

/** With the evaluation itself: nothing of it can be drawn before it is there. */
export const evaluationMoment = createMoment("this part of the evaluation", () => import("./evaluation-body"));
/** With the votes: charts and tables come once there is something to draw. */
export const resultsMoment = createMoment("this part of the results", () => import("./results-parts"));
