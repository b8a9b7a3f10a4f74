/**
 * What the shell shows only when it is asked for, or when something happens.
 * One loader each, wherever it is used: the bundler cuts a chunk for every import and what is taken of it.
 */
export const shellParts = {
  commandPalette: () => import("./command-palette").then(({ CommandPalette }) => CommandPalette),
  helpSheet: () => import("./help-sheet").then(({ HelpSheet }) => HelpSheet),
  sidebarSheet: () => import("./sidebar-sheet").then(({ SidebarSheet }) => SidebarSheet),
  signedOutNotice: () => import("./signed-out-notice").then(({ SignedOutNotice }) => SignedOutNotice),
};
