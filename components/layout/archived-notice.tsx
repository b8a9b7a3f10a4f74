"use client";

import { Archive } from "lucide-react";
import { hrefs } from "@/lib/contract/hrefs";
import { Link } from "./link";
import { useProject } from "./project-context";
import { useMay } from "./viewer-context";

/** Says on every screen of an archived project that nothing can be changed here, and who can change that. */
export function ArchivedNotice() {
  const project = useProject()?.project;
  const mayManage = useMay("project.manage");
  if (!project?.archivedAt) return null;
  return (
    <p
      role="status"
      className="flex items-start gap-2 border-line border-b bg-sunken px-4 py-2 text-ink-soft text-sm sm:px-8"
    >
      <Archive aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>
        {project.name} is archived: it can be read and not changed.{" "}
        {mayManage ? (
          <Link href={hrefs.settings} className="text-accent underline">
            Take it out in Settings
          </Link>
        ) : (
          "A lead can take it out of the archive."
        )}
      </span>
    </p>
  );
}
