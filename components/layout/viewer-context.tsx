"use client";

import { createContext, type ReactNode, useContext } from "react";
import { must } from "@/lib/base/assert";
import type { Right, Viewer } from "@/lib/domain/viewer";

/** Rights are worked out on the server, so that the browser needs neither the rules nor their schemas. */
type SignedIn = { viewer: Viewer; rights: readonly Right[] };

const ViewerContext = createContext<SignedIn | null>(null);

export function ViewerProvider({ viewer, rights, children }: SignedIn & { children: ReactNode }) {
  return <ViewerContext value={{ viewer, rights }}>{children}</ViewerContext>;
}

/** Who is signed in. */
export function useViewer(): Viewer {
  return must(useContext(ViewerContext), "a ViewerProvider above").viewer;
}

/** Everything that the viewer's roles grant. */
export function useRights(): readonly Right[] {
  return must(useContext(ViewerContext), "a ViewerProvider above").rights;
}

/** True when the viewer's role grants `right`: what it does not grant is not offered. */
export function useMay(right: Right): boolean {
  return useRights().includes(right);
}
