import { createMoment } from "@/lib/client/moment";

/** When somebody writes at a turn: every form of the transcript. */
export const writingMoment = createMoment("the form", () => import("./composer-form"));
