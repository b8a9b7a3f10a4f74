import type { Figure } from "@/lib/stats/figure";
import { mostNumbers, narrow } from "./narrow";
import { type Course, type CourseBounds, courseOf, courseShares } from "./topic-course";
import { addTopics, emptyTopicSum, type TopicDiversity, topicDiversity } from "./topic-diversity";
import { addToVendi, emptyVendiSum, vendiScore } from "./vendi";

export type TopicFigures = {
  questions: number;
  /** Questions without a vector. */
  skipped: number;
  diversity: TopicDiversity | null;
  /** On vectors of 256 numbers at most. */
  vendi: number | null;
  course: Record<"continued" | "drifted" | "shifted", Figure> | null;
};

/** Figures of the topics of questions, from their vectors, dialogue by dialogue. */
export class TopicsOfQuestions {
  private readonly topics;
  private readonly vendi;
  private skipped = 0;
  private readonly courses: Course[] = [];

  constructor(private readonly dimensions: number) {
    this.topics = emptyTopicSum(dimensions);
    this.vendi = emptyVendiSum(Math.min(dimensions, mostNumbers));
  }

  add(vectors: readonly (Float32Array | null)[]): void {
    for (const vector of vectors) {
      if (vector?.length !== this.dimensions) this.skipped++;
      else {
        addTopics(this.topics, vector);
        addToVendi(this.vendi, narrow(vector));
      }
    }
  }

  addCourse(vectors: readonly (Float32Array | null)[], bounds: CourseBounds): void {
    this.courses.push(courseOf(vectors, bounds));
  }

  figures(): TopicFigures {
    const { vectors, skipped } = this.topics;
    return {
      questions: vectors,
      skipped: skipped + this.skipped,
      diversity: topicDiversity(this.topics),
      vendi: vendiScore(this.vendi),
      course: this.courses.some(({ steps }) => steps > 0) ? courseShares(this.courses) : null,
    };
  }
}
