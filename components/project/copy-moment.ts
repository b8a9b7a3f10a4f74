import { createMoment } from "@/lib/client/moment";

/** Right after a page with something that can be copied to another project: menus carry a positioning library. */
export const copyMoment = createMoment("the projects to copy to", () => import("./copy-menu"));
