import { transcriptParts } from "../transcript/transcript-parts";

/** What the room around a transcript shows only when it is asked for, and what its transcript does. */
export const roomParts = {
  ...transcriptParts,
  deletedNotice: () => import("./deleted-notice").then(({ DeletedNotice }) => DeletedNotice),
  detailsDrawer: () => import("./details-drawer").then(({ DetailsDrawer }) => DetailsDrawer),
  dialogueTags: () => import("./dialogue-tags").then(({ DialogueTags }) => DialogueTags),
  moreActs: () => import("./more-acts").then(({ MoreActs }) => MoreActs),
};
