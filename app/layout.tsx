import "@fontsource-variable/source-serif-4/index.css";
import "./globals.css";
import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { Providers } from "@/components/layout/providers";
import { env } from "@/lib/base/env";
import { nonceHeader } from "@/lib/http/security-headers";
import { siteMetadata, siteViewport } from "./site-metadata";

export const viewport = siteViewport;

/** The picture for links needs a whole address: the studio's own, else the one that it was asked under. */
export async function generateMetadata(): Promise<Metadata> {
  const host = (await headers()).get("host") ?? "localhost";
  const { REALCHAT_URL } = env();
  return siteMetadata(
    new URL(REALCHAT_URL ?? (URL.canParse(`http://${host}`) ? `http://${host}` : "http://localhost")),
  );
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get(nonceHeader) ?? undefined;
  return (
    // The theme's class is set before React wakes up, hence the warning it would otherwise give.
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <body>
        <Providers nonce={nonce}>{children}</Providers>
      </body>
    </html>
  );
}
