-- What a candidate is called besides its own name, by its files and by the runs, imports and models that its dialogues come
-- from: raters are to read none of it.
ALTER TABLE "candidate" ADD COLUMN "other_names" TEXT[] NOT NULL DEFAULT '{}';

UPDATE "candidate" c SET "other_names" = ARRAY(
  SELECT DISTINCT left(n."name", 200) FROM "candidate_response" x
    LEFT JOIN "dialogue" d ON d."id" = x."dialogue_id" LEFT JOIN "run" r ON r."id" = d."run_id"
    LEFT JOIN "import" o ON o."id" = d."import_id"
    LEFT JOIN "model" s ON s."id" = r."simulator_id" LEFT JOIN "model" a ON a."id" = r."assistant_id"
    CROSS JOIN LATERAL unnest(ARRAY[x."record"->>'model_id', x."record"->>'model', r."name", o."name", o."file_name",
      s."name", s."upstream_model", a."name", a."upstream_model"]) AS n ("name")
  WHERE x."candidate_id" = c."id" AND n."name" <> '' ORDER BY 1 LIMIT 200);
