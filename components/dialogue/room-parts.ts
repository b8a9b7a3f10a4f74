/** What a dialogue on the screen shows only when it is asked for, or when something happens. */
export function loadRoomParts(): Promise<unknown> {
  return Promise.all([
    import("./comment-list"),
    import("./composer-form"),
    import("./continuations"),
    import("./deleted-notice"),
    import("./details-drawer"),
    import("./dialogue-tags"),
    import("./more-acts"),
    import("./rest-card"),
    import("./tag-form"),
    import("./turn-marks"),
    import("./turn-pager"),
    import("./word-diff-view"),
  ]);
}
