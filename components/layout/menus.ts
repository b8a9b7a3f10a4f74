import { copyControls } from "../project/copy-controls";
import { ProjectSwitch, ThemeToggle, UserMenu } from "./top-menus";

/** Everything that opens as a menu, besides a page's own: they share a positioning library. */
export const menus = { ProjectSwitch, ThemeToggle, UserMenu, ...copyControls };
