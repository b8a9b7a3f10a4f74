import { createMoment } from "@/lib/client/moment";

/** When somebody asks for it: palette, keys, and the sidebar on a phone. */
export const sheetsMoment = createMoment("the sheet", () => import("./shell-sheets"));
