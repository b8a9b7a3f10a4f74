/**
 * What the comparing screen shows only when it is asked for, or after the vote.
 * One loader each, wherever it is used: the bundler cuts a chunk for every import and what is taken of it.
 */
export const compareParts = {
  guidelineDrawer: () => import("../annotation/guideline-drawer").then(({ GuidelineDrawer }) => GuidelineDrawer),
  referencePanel: () => import("./reference-panel").then(({ ReferencePanel }) => ReferencePanel),
  revealCard: () => import("./reveal-card").then(({ RevealCard }) => RevealCard),
  votesDrawer: () => import("./votes-drawer").then(({ VotesDrawer }) => VotesDrawer),
};
