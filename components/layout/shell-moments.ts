import { createMoment } from "@/lib/client/moment";

/** Right after every page: menus carry a positioning library. */
export const menusMoment = createMoment("the menus", () => import("./top-menus"));
/** When somebody asks for it: palette, keys, and the sidebar on a phone. */
export const sheetsMoment = createMoment("the sheet", () => import("./shell-sheets"));
