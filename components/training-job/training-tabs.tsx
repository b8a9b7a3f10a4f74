import { trainingHrefs } from "@/lib/contract/training-hrefs";
import { SectionTabs } from "../layout/section-tabs";

const pages = [
  { href: trainingHrefs.trainings, label: "Trainings" },
  { href: trainingHrefs.places, label: "Places and hosts" },
];

export function TrainingTabs({ here }: { here: string }) {
  return <SectionTabs label="Training" pages={pages} here={here} />;
}
