"use client";

import { createMoment } from "@/lib/client/moment";
import { lazyPart } from "../ui/lazy-part";

/** Right after every page. */
const keptMoment = createMoment("what is kept here", () => import("./kept-notice"));

/** Says what of a person's goes nowhere by itself. */
export const KeptInBrowser = lazyPart(keptMoment, ({ KeptNotice }) => KeptNotice);
