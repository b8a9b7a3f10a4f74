import { createMoment } from "@/lib/client/moment";

/** Right after every page: menus carry a positioning library. */
export const menusMoment = createMoment("the menus", () => import("./menus"));
