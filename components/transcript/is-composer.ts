import { type Guard, isEither, isListOf, isOneOf, isShape, isText } from "@/lib/client/stored";
import type { Composer } from "./composer";

type Of<Kind> = Extract<Composer, { kind: Kind }>;

const isHead = isEither(isText, isOneOf(null));
const guards: { [Kind in Composer["kind"]]: Guard<Of<Kind>> } = {
  edit: isShape<Of<"edit">>({ kind: isOneOf("edit"), headId: isHead, turnId: isText, before: isText, text: isText }),
  take_over: isShape<Of<"take_over">>({ kind: isOneOf("take_over"), headId: isHead, text: isText }),
  regenerate: isShape<Of<"regenerate">>({ kind: isOneOf("regenerate"), headId: isHead, turnId: isText, text: isText }),
  comment: isShape<Of<"comment">>({ kind: isOneOf("comment"), headId: isHead, turnId: isHead, text: isText }),
  tag: isShape<Of<"tag">>({ kind: isOneOf("tag"), headId: isHead, text: isText }),
  reject: isShape<Of<"reject">>({
    kind: isOneOf("reject"),
    headId: isHead,
    turnId: isHead,
    reasons: isListOf(isText),
    text: isText,
  }),
};

/** A composer from storage: storage outlives versions of this file. */
export function isComposer(value: unknown): value is Composer {
  return Object.values(guards).some((isOfKind) => isOfKind(value));
}
