-- One answer is scored in game 0; a pair is judged in game 1, and in game 2 with its sides exchanged.
ALTER TABLE "judgment" ADD CONSTRAINT "judgment_game_check" CHECK (game IN (0, 1, 2));
