/**
 * What a dialogue on the screen shows only when it is asked for, or when something happens.
 * One loader each, wherever it is used: the bundler cuts a chunk for every import and what is taken of it.
 */
export const roomParts = {
  commentList: () => import("./comment-list").then(({ CommentList }) => CommentList),
  composerForm: () => import("./composer-form").then(({ ComposerForm }) => ComposerForm),
  deletedNotice: () => import("./deleted-notice").then(({ DeletedNotice }) => DeletedNotice),
  detailsDrawer: () => import("./details-drawer").then(({ DetailsDrawer }) => DetailsDrawer),
  dialogueTags: () => import("./dialogue-tags").then(({ DialogueTags }) => DialogueTags),
  endMark: () => import("./end-mark").then(({ EndMark }) => EndMark),
  moreActs: () => import("./more-acts").then(({ MoreActs }) => MoreActs),
  transcriptEnd: () => import("./transcript-end").then(({ TranscriptEnd }) => TranscriptEnd),
  turnMargin: () => import("./turn-margin").then(({ TurnMargin }) => TurnMargin),
};
