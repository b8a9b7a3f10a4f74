import { createMoment } from "@/lib/client/moment";

/** Right after the transcript: every form of it, and where it ends. */
export const writingMoment = createMoment("the form", () => import("./below-turns"));
