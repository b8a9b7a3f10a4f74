import type { Metadata } from "next";
import { Page } from "@/components/layout/page";
import { LiveWall } from "@/components/live/live-wall";
import { hrefs } from "@/lib/contract/hrefs";
import { requireViewer } from "@/lib/http/require-viewer";

export const metadata: Metadata = { title: "Live" };

export default async function LivePage() {
  await requireViewer(hrefs.live);
  return (
    <Page
      title="Live"
      lead={
        <>
          Dialogues as they are being written.{" "}
          <span className="pointer-coarse:hidden">Arrows move, Enter opens, Space pauses.</span>
        </>
      }
    >
      <LiveWall />
    </Page>
  );
}
