-- What a file of our own says of a turn that came with it (lib/domain/whole/whole-dialogue.ts).
ALTER TABLE "turn" ADD COLUMN "given" JSONB;
