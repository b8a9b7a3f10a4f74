import { type Guard, isEither, isListOf, isOneOf, isShape, isText } from "@/lib/client/stored";
import type { AfterEdit, DialogueAct } from "@/lib/domain/decision";
import { mentionedIn, type Person } from "./mentions";

/**
 * What a person is typing in the watch room; one thing at a time. `headId` is the head they saw when they began, which
 * the act is compared against. `turnId` of a rejection or comment is null when the whole dialogue is meant.
 */
export type Composer =
  | { kind: "edit"; headId: string | null; turnId: string; before: string; text: string }
  | { kind: "take_over"; headId: string | null; text: string }
  | { kind: "regenerate"; headId: string | null; turnId: string; text: string }
  | { kind: "comment"; headId: string | null; turnId: string | null; text: string }
  /** Tags, separated by commas. */
  | { kind: "tag"; headId: string | null; text: string }
  | { kind: "reject"; headId: string | null; turnId: string | null; reasons: string[]; text: string };

export type ComposerEvent =
  | { type: "open"; composer: Composer }
  | { type: "write"; text: string }
  | { type: "toggle_reason"; reason: string }
  /** After a conflict: the same words, now meant for the dialogue as it is; an edit may have to move to another turn. */
  | { type: "rebase"; headId: string | null; turnId?: string; before?: string }
  | { type: "close" };

/** The next state. Opening what is open already keeps what was typed; events that do not apply change nothing. */
export function composerReducer(state: Composer | null, event: ComposerEvent): Composer | null {
  switch (event.type) {
    case "open":
      return state && isSamePlace(state, event.composer) ? state : event.composer;
    case "write":
      return state && { ...state, text: event.text };
    case "toggle_reason":
      return state?.kind === "reject" ? { ...state, reasons: toggled(state.reasons, event.reason) } : state;
    case "rebase":
      return state && rebased(state, event);
    case "close":
      return null;
  }
}

/** True when something would be lost by closing: typed text, or chosen reasons. */
export function hasContent(composer: Composer): boolean {
  if (composer.kind === "edit") return composer.text !== composer.before;
  return composer.text.trim() !== "" || (composer.kind === "reject" && composer.reasons.length > 0);
}

/** False for what is said about a dialogue whatever path it follows: such an act is compared against no head. */
export function dependsOnPath({ kind }: Composer): boolean {
  return kind !== "comment" && kind !== "tag";
}

/** What the act of a composer needs besides what was typed: what follows an edit, whom a comment may name. */
type Sending = { after?: AfterEdit; people?: Person[] };

/** The act that sends it; null while there is nothing to send. */
export function actOf(composer: Composer, { after = "keep", people = [] }: Sending = {}): DialogueAct | null {
  const { headId } = composer;
  const text = composer.text.trim();
  const note = text || undefined;
  switch (composer.kind) {
    case "edit":
      if (text === "" || text === composer.before.trim()) return null;
      return { kind: "edit", headId, turnId: composer.turnId, text, after };
    case "take_over":
      return text === "" ? null : { kind: "take_over", headId, text };
    case "comment":
      if (text === "") return null;
      return { kind: "comment", turnId: composer.turnId, text, mentions: mentionedIn(text, people) };
    case "tag": {
      const tags = [...new Set(text.split(",").map((tag) => tag.trim()))].filter((tag) => tag !== "");
      return tags.length === 0 ? null : { kind: "tag", tags };
    }
    case "regenerate":
      return { kind: "regenerate", headId, turnId: composer.turnId, note };
    case "reject": {
      const { turnId, reasons } = composer;
      return turnId === null
        ? { kind: "reject", headId, reasons, note }
        : { kind: "reject_turn", headId, turnId, reasons, note };
    }
  }
}

function isSamePlace(a: Composer, b: Composer): boolean {
  return a.kind === b.kind && ("turnId" in a ? a.turnId : null) === ("turnId" in b ? b.turnId : null);
}

function toggled(reasons: string[], reason: string): string[] {
  return reasons.includes(reason) ? reasons.filter((other) => other !== reason) : [...reasons, reason];
}

function rebased(state: Composer, { headId, turnId, before }: Extract<ComposerEvent, { type: "rebase" }>): Composer {
  if (state.kind === "edit")
    return { ...state, headId, turnId: turnId ?? state.turnId, before: before ?? state.before };
  if (turnId !== undefined && "turnId" in state && state.turnId !== null) return { ...state, headId, turnId };
  return { ...state, headId };
}

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
