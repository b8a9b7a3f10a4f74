"use client";

import { Toaster as Sonner, toast } from "sonner";

export { toast };

/** Where toasts appear. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      offset={{ bottom: "calc(1.5rem + var(--toasts-above, 0px))" }}
      mobileOffset={{ bottom: "calc(1rem + var(--toasts-above, 0px))" }}
      style={{ fontFamily: "inherit" }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-start gap-3 rounded-lg border border-line bg-surface px-4 py-3 text-ink text-sm shadow-float",
          actionButton: "ml-auto shrink-0 rounded px-2 py-0.5 font-medium text-accent hover:bg-accent-soft",
          error: "border-danger/40 bg-danger-soft",
        },
      }}
    />
  );
}
