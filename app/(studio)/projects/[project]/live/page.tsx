import type { Metadata } from "next";
import { Page } from "@/components/layout/page";
import { LiveWall } from "@/components/live/live-wall";
import { hrefs } from "@/lib/contract/hrefs";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Live" };

export default async function LivePage({ params }: InProject) {
  await visit(params, hrefs.live);
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
