import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { SignInForm } from "@/components/entry/ways-in";
import { hrefs } from "@/lib/contract/hrefs";
import { ownPath } from "@/lib/contract/own-path";
import { hasUsers } from "@/lib/data/people";
import { readAccount } from "@/lib/http/viewer";

export const metadata: Metadata = { title: "Sign in" };

type Search = Promise<{ next?: string | string[] }>;

export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const next = ownPath((await searchParams).next);
  if (await readAccount(await headers())) redirect(next);
  if (!(await hasUsers())) redirect(hrefs.firstAccount);
  return <SignInForm next={next} />;
}
