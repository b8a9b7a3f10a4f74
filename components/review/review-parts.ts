/**
 * What a review shows only when it is asked for, or when something happens.
 * One loader each, wherever it is used: the bundler cuts a chunk for every import and what is taken of it.
 */
export const reviewParts = {
  answeredDrawer: () => import("./answered-drawer").then(({ AnsweredDrawer }) => AnsweredDrawer),
  feedbackCard: () => import("./feedback-card").then(({ FeedbackCard }) => FeedbackCard),
  nothingLeft: () => import("./nothing-left").then(({ NothingLeft }) => NothingLeft),
  reviewGuideline: () => import("./review-guideline").then(({ ReviewGuideline }) => ReviewGuideline),
};
