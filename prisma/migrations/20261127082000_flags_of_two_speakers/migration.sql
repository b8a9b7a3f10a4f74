-- Three more things that the watchdog can notice about a turn.
ALTER TABLE "dialogue" DROP CONSTRAINT "dialogue_flags_check";
ALTER TABLE "dialogue" ADD CONSTRAINT "dialogue_flags_check" CHECK ("flags" <@ ARRAY['answers_like_assistant', 'leaks_reasoning', 'leaks_template', 'repeats_opening', 'near_empty', 'switches_language', 'cut_by_length', 'repaired_text', 'writes_both_speakers', 'announces_message', 'odd_usage', 'flagged_by_person']);
ALTER TABLE "turn" DROP CONSTRAINT "turn_flags_check";
ALTER TABLE "turn" ADD CONSTRAINT "turn_flags_check" CHECK ("flags" <@ ARRAY['answers_like_assistant', 'leaks_reasoning', 'leaks_template', 'repeats_opening', 'near_empty', 'switches_language', 'cut_by_length', 'repaired_text', 'writes_both_speakers', 'announces_message', 'odd_usage', 'flagged_by_person']);
