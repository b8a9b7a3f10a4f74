"use client";

import { useState } from "react";
import { urlOfStatistics } from "@/lib/client/call-statistics";
import type { SideBySideFile } from "@/lib/domain/statistics/side-by-side";
import { savePicture } from "../charts/save-chart";
import { Button } from "../ui/button";

const kinds: { format: SideBySideFile; label: string }[] = [
  { format: "csv", label: "CSV" },
  { format: "markdown", label: "Markdown" },
  { format: "latex", label: "LaTeX" },
  { format: "svg", label: "SVG" },
];

/** The table as a file, as the server writes it; the browser makes pixels of the drawn one. */
export function SideBySideFiles({ wanted }: { wanted: Record<"sets" | "dataSets" | "published", string> }) {
  const [hasFailed, setFailed] = useState(false);
  const urlOf = (format: SideBySideFile) => urlOfStatistics("downloadSideBySide", { query: { ...wanted, format } });
  async function savePng() {
    setFailed(false);
    try {
      const answer = await fetch(urlOf("svg"));
      if (!answer.ok) throw new Error(answer.statusText);
      const svg = await answer.text();
      const [width = 0, height = 0] = [...svg.matchAll(/ (?:width|height)="(\d+)"/g)].map(([, size]) => Number(size));
      await savePicture({ svg, width, height }, "side-by-side", "png");
    } catch {
      setFailed(true);
    }
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="text-ink-soft text-sm">Take the table as</span>
      {kinds.map(({ format, label }) => (
        <Button key={format} size="sm" asChild>
          <a href={urlOf(format)} download>
            {label}
          </a>
        </Button>
      ))}
      <Button size="sm" onClick={savePng}>
        PNG
      </Button>
      {hasFailed && (
        <p role="alert" className="text-danger text-sm">
          The picture could not be made. Try again, or take the SVG.
        </p>
      )}
    </div>
  );
}
