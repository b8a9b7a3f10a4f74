import "@fontsource-variable/source-serif-4/index.css";
import "./globals.css";
import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { Providers } from "@/components/layout/providers";

export const metadata: Metadata = {
  title: { default: "RealChat Studio", template: "%s · RealChat Studio" },
  description:
    "Simulate dialogues between a user simulator and an assistant, watch and curate them live, export training data.",
};

export const viewport: Viewport = { colorScheme: "light dark" };

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    // The theme's class is set before React wakes up, hence the warning it would otherwise give.
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  );
}
