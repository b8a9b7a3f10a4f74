import type { Metadata } from "next";
import { DialoguePage } from "@/components/watch-room/dialogue-page";
import { hrefs } from "@/lib/contract/hrefs";
import { requireViewer } from "@/lib/http/require-viewer";

export const metadata: Metadata = { title: "Dialogue" };

export default async function Page({ params }: { params: Promise<{ dialogueId: string }> }) {
  const { dialogueId } = await params;
  await requireViewer(hrefs.dialogue(dialogueId));
  return <DialoguePage dialogueId={dialogueId} />;
}
