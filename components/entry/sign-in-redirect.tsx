"use client";

import { useEffect } from "react";
import { hrefs } from "@/lib/contract/hrefs";

/** Sends the browser to sign in and back to where it wanted to be. */
export function SignInRedirect() {
  useEffect(() => {
    window.location.replace(hrefs.signInThen(window.location.pathname + window.location.search));
  }, []);
  return null;
}
