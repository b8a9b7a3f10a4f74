"use client";

import type { KeyboardEvent } from "react";
import { useCommands } from "@/lib/client/use-commands";
import type { AfterEdit } from "@/lib/domain/decision";
import { Button } from "../ui/button";
import { Chip } from "../ui/chip";
import { comeIntoSight } from "../ui/come-into-sight";
import { Form } from "../ui/form/form";
import { SubmitButton } from "../ui/form/form-end";
import { useSubmission } from "../ui/form/use-submission";
import { Textarea } from "../ui/textarea";
import { actOf, type Composer } from "./composer";
import { composerCommands } from "./composer-commands";
import { completeMention, suggestMentions } from "./mentions";
import { MovedNotice } from "./moved-notice";
import { RejectForm } from "./reject-form";
import type { Room } from "./use-room";
import { WordDiffView } from "./word-diff-view";

/** The form of whatever is being typed, with the keys that send it and leave it. */
export function ComposerForm({ room, onRejected }: { room: Room; onRejected?: () => void }) {
  const { composer } = room;
  useCommands(composer?.kind === "tag" ? [] : composerCommands(room, onRejected));
  if (!composer) return null;
  if (composer.kind === "tag") return null; // It stands in the header, with the tags.
  return (
    // Whole inside the window when it opens, wherever its turn stands.
    <div ref={comeIntoSight} className="scroll-mt-36 scroll-mb-6">
      {composer.kind === "edit" && <TurnEditor room={room} composer={composer} />}
      {composer.kind === "reject" && <RejectForm room={room} composer={composer} onRejected={onRejected} />}
      {composer.kind === "comment" && <CommentForm room={room} composer={composer} />}
      {(composer.kind === "take_over" || composer.kind === "regenerate") && (
        <NoteForm room={room} composer={composer} />
      )}
    </div>
  );
}

type NoteFormProps = { room: Room; composer: Extract<Composer, { kind: "take_over" | "regenerate" }> };

const words = {
  take_over: { label: "What to say", act: "Say it", hint: "The models answer it from here." },
  regenerate: {
    label: "What should be different",
    act: "Regenerate",
    hint: "The model reads this note for this turn only; it stands in no export.",
  },
} as const;

/** A person's words: the next turn itself, or an instruction for writing a turn again. */
function NoteForm({ room, composer }: NoteFormProps) {
  const form = useSubmission({ send: () => room.send() });
  const { label, act, hint } = words[composer.kind];
  return (
    <Form form={form} className="mt-3 max-w-script space-y-3">
      <MovedNotice room={room} />
      <Textarea
        aria-label={label}
        placeholder={label}
        autoFocus
        value={composer.text}
        onChange={(event) => room.dispatch({ type: "write", text: event.target.value })}
        className={composer.kind === "take_over" ? "font-serif text-script!" : undefined}
      />
      <div className="flex flex-wrap items-center gap-2">
        <SubmitButton
          size="sm"
          keys="mod+enter"
          data-command="composer-send"
          disabled={room.isPending || !room.canSend || actOf(composer) === null}
        >
          {act}
        </SubmitButton>
        <Button size="sm" variant="quiet" keys="escape" data-command="composer-leave" onClick={room.discard}>
          Discard
        </Button>
        <p className="text-ink-faint text-xs">{hint}</p>
      </div>
    </Form>
  );
}

// The diff is loaded when somebody edits, not with every dialogue that is only read.
type TurnEditorProps = { room: Room; composer: Extract<Composer, { kind: "edit" }> };

/** Edits a turn in its place; saving puts the new words beside the old ones and asks what becomes of what follows. */
function TurnEditor({ room, composer }: TurnEditorProps) {
  const { target, canSend } = room;
  const form = useSubmission({ send: (by) => room.send(by as AfterEdit) });
  const before = target?.text ?? composer.before;
  const hasLater = target !== undefined && target.id !== room.dialogue.headId;
  const ready = !room.isPending && canSend && actOf({ ...composer, before }) !== null;
  return (
    <Form form={form} className="max-w-script space-y-3">
      <MovedNotice room={room} />
      <Textarea
        aria-label="Text of the turn"
        autoFocus
        value={composer.text}
        onChange={(event) => room.dispatch({ type: "write", text: event.target.value })}
        className="max-h-[60dvh] font-serif text-script!"
      />
      <div className="sticky bottom-0 z-1 flex flex-wrap items-center gap-2 bg-surface py-2">
        <SubmitButton value="keep" size="sm" keys="mod+enter" data-command="composer-send" disabled={!ready}>
          {room.proposes ? "Propose" : hasLater ? "Save, keep what follows" : "Save"}
        </SubmitButton>
        {!room.standsStill && (
          <SubmitButton
            value="reroll"
            variant="secondary"
            size="sm"
            keys="mod+shift+enter"
            data-command="composer-reroll"
            disabled={!ready}
          >
            {hasLater ? "Save, re-roll from here" : "Save and go on"}
          </SubmitButton>
        )}
        {!room.proposes && (
          <SubmitButton value="stop" variant="secondary" size="sm" disabled={!ready}>
            Save and stop here
          </SubmitButton>
        )}
        <Button size="sm" variant="quiet" keys="escape" data-command="composer-leave" onClick={room.discard}>
          Discard
        </Button>
      </div>
      <p className="text-ink-faint text-xs">What you type is kept in this browser until you save or discard it.</p>
      <WordDiffView before={before} after={composer.text} />
    </Form>
  );
}

type CommentFormProps = { room: Room; composer: Extract<Composer, { kind: "comment" }> };

/** A remark about a turn or the dialogue. `@` offers the people of the studio; Tab takes the first. */
function CommentForm({ room, composer }: CommentFormProps) {
  const form = useSubmission({ send: () => room.send() });
  const suggested = suggestMentions(composer.text, room.people);
  const write = (text: string) => room.dispatch({ type: "write", text });

  function completeOnTab(event: KeyboardEvent) {
    const [first] = suggested;
    if (event.key !== "Tab" || event.shiftKey || event.nativeEvent.isComposing || !first) return;
    event.preventDefault();
    write(completeMention(composer.text, first));
  }

  return (
    <Form form={form} className="mt-3 max-w-script space-y-3">
      <Textarea
        aria-label={composer.turnId === null ? "Comment on the dialogue" : "Comment on this turn"}
        placeholder="Comment; @ names a colleague"
        autoFocus
        dir="auto"
        value={composer.text}
        onChange={(event) => write(event.target.value)}
        onKeyDown={completeOnTab}
      />
      {suggested.length > 0 && (
        <fieldset aria-label="People to name" className="flex flex-wrap gap-1.5">
          {suggested.map((person, i) => (
            <Chip
              key={person.id}
              pressed={false}
              keys={i === 0 ? "tab" : undefined}
              onToggle={() => write(completeMention(composer.text, person))}
            >
              @{person.name}
            </Chip>
          ))}
        </fieldset>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <SubmitButton
          size="sm"
          keys="mod+enter"
          data-command="composer-send"
          disabled={room.isPending || actOf(composer) === null}
        >
          Comment
        </SubmitButton>
        <Button size="sm" variant="quiet" keys="escape" data-command="composer-leave" onClick={room.discard}>
          Discard
        </Button>
      </div>
    </Form>
  );
}
