import { createMoment } from "@/lib/client/moment";

/** When something is done with a data set or a snapshot: frozen, renamed, compared, listed, split. */
export const dataSetMoment = createMoment("this form", () => import("./data-set-forms"));
