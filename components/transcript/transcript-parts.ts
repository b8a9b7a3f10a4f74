/**
 * What a transcript shows only when it is asked for, or when something happens.
 * One loader each, wherever it is used: the bundler cuts a chunk for every import and what is taken of it.
 */
export const transcriptParts = {
  commentList: () => import("./comment-list").then(({ CommentList }) => CommentList),
  composerForm: () => import("./composer-form").then(({ ComposerForm }) => ComposerForm),
  endMark: () => import("./end-mark").then(({ EndMark }) => EndMark),
  transcriptEnd: () => import("./transcript-end").then(({ TranscriptEnd }) => TranscriptEnd),
  turnMargin: () => import("./turn-margin").then(({ TurnMargin }) => TurnMargin),
};
