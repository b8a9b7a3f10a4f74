"use client";

import type { KeyboardEvent } from "react";
import { Button } from "../ui/button";
import { Chip } from "../ui/chip";
import { Form } from "../ui/form/form";
import { SubmitButton } from "../ui/form/form-end";
import { useSubmission } from "../ui/form/use-submission";
import { Textarea } from "../ui/textarea";
import { actOf, type Composer } from "./composer";
import { completeMention, suggestMentions } from "./mentions";
import type { Room } from "./use-room";

type CommentFormProps = { room: Room; composer: Extract<Composer, { kind: "comment" }> };

/** A remark about a turn or the dialogue. `@` offers the people of the studio; Tab takes the first. */
export function CommentForm({ room, composer }: CommentFormProps) {
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
