-- Votes on texts that may name a model are left out by a lead's ruling, as those of a rater, a judge or a file are: for
-- everybody, with who decided it and why. The ruling's source is the evaluation; such votes are never removed.
ALTER TABLE "ruling" DROP CONSTRAINT "ruling_subject_check";
ALTER TABLE "ruling" ADD CONSTRAINT "ruling_subject_check" CHECK ("subject" IN ('rater', 'judge_run', 'import', 'open_names'));
ALTER TABLE "ruling" ADD CONSTRAINT "ruling_of_open_names" CHECK (
  "subject" <> 'open_names' OR ("source_id" = "evaluation_id" AND "act" <> 'remove'));
