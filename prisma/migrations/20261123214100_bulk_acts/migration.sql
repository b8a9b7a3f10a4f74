-- CreateTable
CREATE TABLE "bulk_act" (
    "id" TEXT NOT NULL,
    "change" JSONB NOT NULL,
    "total" INTEGER NOT NULL,
    "undoes_id" TEXT,
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bulk_act_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bulk_act_item" (
    "bulk_act_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "dialogue_id" TEXT NOT NULL,
    "head_id" TEXT,
    "undone_id" TEXT,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "message" TEXT,
    "decision_id" TEXT,

    CONSTRAINT "bulk_act_item_pkey" PRIMARY KEY ("bulk_act_id","position")
);

-- CreateIndex
CREATE UNIQUE INDEX "bulk_act_undoes_id_key" ON "bulk_act"("undoes_id");

-- CreateIndex
CREATE INDEX "bulk_act_created_by_id_created_at_idx" ON "bulk_act"("created_by_id", "created_at");

-- AddForeignKey
ALTER TABLE "bulk_act_item" ADD CONSTRAINT "bulk_act_item_bulk_act_id_fkey" FOREIGN KEY ("bulk_act_id") REFERENCES "bulk_act"("id") ON DELETE CASCADE ON UPDATE CASCADE;
