import { createMoment } from "@/lib/client/moment";

const undoForMs = 8_000;

/** With the first message, or right after the page: not before it works. */
export const messagesMoment = createMoment("messages", () => import("./toaster"));

/** Says what was done and offers to take it back for 8 seconds. */
export function undoToast(done: string, onUndo: () => void): void {
  void messagesMoment
    .load()
    .then(({ toast }) => toast(done, { duration: undoForMs, action: { label: "Undo", onClick: onUndo } }));
}

/** Says what could not be done, what was kept and what to do. */
export function errorToast(message: string): void {
  void messagesMoment.load().then(({ toast }) => toast.error(message, { duration: 12_000 }));
}

/** Says what was done, where there is nothing to take back. */
export function doneToast(message: string): void {
  void messagesMoment.load().then(({ toast }) => toast.success(message));
}
