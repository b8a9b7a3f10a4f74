import type { Metadata } from "next";
import { NewPassword, UnusableLink } from "@/components/entry/ways-in";
import { AppError } from "@/lib/base/app-error";
import { readPasswordReset } from "@/lib/operations/passwords";

// The address holds a secret: it must not travel on in a Referer header.
export const metadata: Metadata = { title: "New password", referrer: "no-referrer" };

export default async function PasswordResetPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const found = await readPasswordReset(token).catch((error: unknown) => {
    if (error instanceof AppError) return error.message;
    throw error;
  });
  if (typeof found === "string") return <UnusableLink title="This link cannot be used">{found}</UnusableLink>;
  return <NewPassword token={token} email={found.email} />;
}
