import type { Metadata, Viewport } from "next";

/** What a browser, an installed app and the preview of a link know of the studio. The files stand in public/. */
export function siteMetadata(studioUrl: URL): Metadata {
  const name = "RealChat Studio";
  const description =
    "Simulate dialogues between a user simulator and an assistant, watch and curate them live, export training data.";
  const picture = {
    url: "/link-picture.png",
    width: 1200,
    height: 630,
    alt: "A dialogue, and its next turn being written",
  };
  return {
    metadataBase: studioUrl,
    title: { default: name, template: `%s · ${name}` },
    description,
    applicationName: name,
    manifest: "/site.webmanifest",
    icons: {
      icon: [
        { url: "/favicon.ico", sizes: "16x16 32x32 48x48" },
        { url: "/icon.svg", type: "image/svg+xml", sizes: "any" },
      ],
      apple: { url: "/apple-touch-icon.png", sizes: "180x180" },
    },
    openGraph: { type: "website", siteName: name, title: name, description, images: [picture] },
    twitter: { card: "summary_large_image", title: name, description, images: [picture] },
    robots: { index: false, follow: false },
  };
}

export const siteViewport: Viewport = {
  colorScheme: "light dark",
  // `paper` in both themes.
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#faf9f6" },
    { media: "(prefers-color-scheme: dark)", color: "#141210" },
  ],
};
