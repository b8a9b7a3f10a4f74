import type { Metadata } from "next";
import { AcceptInvitation } from "@/components/entry/accept-invitation";

// The address holds a secret: it must not travel on in a Referer header.
export const metadata: Metadata = { title: "Join", referrer: "no-referrer" };

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  return <AcceptInvitation token={(await params).token} />;
}
