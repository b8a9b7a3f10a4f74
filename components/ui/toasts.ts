const undoForMs = 8_000;

/** The library comes with the first toast, or right after the page: not before it. */
function toaster() {
  return import("sonner").then(({ toast }) => toast);
}

/** Says what was done and offers to take it back for 8 seconds. */
export function undoToast(done: string, onUndo: () => void): void {
  void toaster().then((toast) => toast(done, { duration: undoForMs, action: { label: "Undo", onClick: onUndo } }));
}

/** Says what could not be done, what was kept and what to do. */
export function errorToast(message: string): void {
  void toaster().then((toast) => toast.error(message, { duration: 12_000 }));
}

/** Says what was done, where there is nothing to take back. */
export function doneToast(message: string): void {
  void toaster().then((toast) => toast.success(message));
}
