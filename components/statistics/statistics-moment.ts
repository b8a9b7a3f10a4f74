import { createMoment } from "@/lib/client/moment";

/** With the figures: charts and long tables come once there is something to draw. */
export const statisticsMoment = createMoment("this part of the statistics", () => import("./statistics-parts"));
