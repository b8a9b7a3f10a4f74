/**
 * What a dialogue on the screen shows only when it is asked for, or when something happens.
 * One loader each, wherever it is used: the bundler cuts a chunk for every import and what is taken of it.
 */
export const roomParts = {
  commentList: () => import("./comment-list").then(({ CommentList }) => CommentList),
  composerForm: () => import("./composer-form").then(({ ComposerForm }) => ComposerForm),
  continuations: () => import("./continuations").then(({ Continuations }) => Continuations),
  deletedNotice: () => import("./deleted-notice").then(({ DeletedNotice }) => DeletedNotice),
  detailsDrawer: () => import("./details-drawer").then(({ DetailsDrawer }) => DetailsDrawer),
  dialogueTags: () => import("./dialogue-tags").then(({ DialogueTags }) => DialogueTags),
  moreActs: () => import("./more-acts").then(({ MoreActs }) => MoreActs),
  restCard: () => import("./rest-card").then(({ RestCard }) => RestCard),
  tagForm: () => import("./tag-form").then(({ TagForm }) => TagForm),
  turnMarks: () => import("./turn-marks").then(({ TurnMarks }) => TurnMarks),
  turnPager: () => import("./turn-pager").then(({ TurnPager }) => TurnPager),
  wordDiffView: () => import("./word-diff-view").then(({ WordDiffView }) => WordDiffView),
};
