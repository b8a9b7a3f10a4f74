"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { AskFirst } from "../ask-first";

/** While active, a link that would leave the page asks first, and so does the browser where the studio itself is left. */
export function LeaveGuard({ active }: { active: boolean }) {
  const [wanted, setWanted] = useState<string | null>(null);
  const router = useRouter();

  useEffect(() => {
    if (!active) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    const ask = (event: MouseEvent) => {
      const href = leavingBy(event);
      if (href === null) return;
      event.preventDefault();
      event.stopPropagation();
      setWanted(href);
    };
    window.addEventListener("beforeunload", warn);
    document.addEventListener("click", ask, { capture: true });
    return () => {
      window.removeEventListener("beforeunload", warn);
      document.removeEventListener("click", ask, { capture: true });
    };
  }, [active]);

  if (wanted === null) return null;
  return (
    <AskFirst
      open
      onOpenChange={() => setWanted(null)}
      title="Leave without saving?"
      description="What you typed here is not saved and would be gone."
      act="Leave"
      onConfirm={() => router.push(wanted)}
    />
  );
}

/** The address of the studio that a click goes to in this window; null for every other click. */
function leavingBy(event: MouseEvent): string | null {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || link.target === "_blank" || link.hasAttribute("download")) return null;
  const { origin, pathname, search, hash } = new URL(link.href);
  const here = window.location;
  if (origin !== here.origin || (pathname === here.pathname && search === here.search)) return null;
  return pathname + search + hash;
}
