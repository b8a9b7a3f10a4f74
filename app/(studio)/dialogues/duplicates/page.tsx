import type { Metadata } from "next";
import { DuplicatesPage } from "@/components/duplicates/duplicates-page";
import { hrefs } from "@/lib/contract/hrefs";
import { requireViewer } from "@/lib/http/require-viewer";

export const metadata: Metadata = { title: "Duplicates" };

export default async function Page() {
  await requireViewer(hrefs.duplicates);
  return <DuplicatesPage />;
}
