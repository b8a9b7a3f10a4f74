"use client";

import NextLink from "next/link";
import type { ComponentProps } from "react";
import { usePathIn } from "./project-context";

type Props = Omit<ComponentProps<typeof NextLink>, "href"> & { href: string };

/** A link to a page of the project that this screen is in. */
export function Link({ href, ...rest }: Props) {
  const inside = usePathIn();
  return <NextLink href={inside(href)} {...rest} />;
}
