import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { connection } from "next/server";
import { FirstAccountForm } from "@/components/entry/ways-in";
import { env } from "@/lib/base/env";
import { hrefs } from "@/lib/contract/hrefs";
import { hasUsers } from "@/lib/data/people";

export const metadata: Metadata = { title: "First account" };

export default async function FirstAccountPage() {
  await connection();
  if (await hasUsers()) redirect(hrefs.signIn);
  return <FirstAccountForm asksForCode={env().REALCHAT_SETUP_CODE !== undefined} />;
}
