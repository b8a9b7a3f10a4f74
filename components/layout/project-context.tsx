"use client";

import { createContext, type ReactNode, useContext, useEffect } from "react";
import { nameProject } from "@/lib/client/project-here";
import { lastProjectCookie, pathIn } from "@/lib/contract/project-paths";
import { onlyProject } from "@/lib/domain/only-project";
import type { Membership, Project } from "@/lib/domain/project";

/** Where the screen is: the project, how addresses name it, and what else its viewer may go to. */
type Place = { named: string; project: Project; memberships: Membership[]; isOwner: boolean; personId: string };

const ProjectContext = createContext<Place | null>(null);

export function ProjectProvider({ children, ...place }: Place & { children: ReactNode }) {
  nameProject(place.project, place.personId);
  const { slug } = place.project;
  useEffect(() => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing outside of https and localhost.
    document.cookie = `${lastProjectCookie}=${slug}; path=/; max-age=31536000; samesite=lax`;
  }, [slug]);
  return <ProjectContext value={place}>{children}</ProjectContext>;
}

/** The project of this screen; null before anybody is in one. */
export function useProject(): Place | null {
  return useContext(ProjectContext);
}

/** Gives a page's address the project of this screen; as it is where there is only one. */
export function usePathIn(): (path: string) => string {
  const named = useContext(ProjectContext)?.named ?? onlyProject;
  return (path) => (path.startsWith("/") ? pathIn(named, path) : path);
}
