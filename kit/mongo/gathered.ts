interface Waiting<Question, Answer> {
  question: Question;
  answered: (answer: Answer) => void;
  failed: (error: unknown) => void;
}

/**
 * Questions that may be asked together. One is asked at once; those that come while it is under way are one question when it is answered, so
 * that each is asked after it came. Where several fail together each is asked by itself: a question fails by its own fault alone.
 */
export class Gathered<Question, Answer> {
  readonly #ask: (questions: readonly Question[]) => Promise<Answer[]>;
  readonly #most: number;
  readonly #waiting: Waiting<Question, Answer>[] = [];
  #isAsking = false;

  /** `ask` answers in the order of the questions, of which there are no more than `most`. */
  constructor(ask: (questions: readonly Question[]) => Promise<Answer[]>, most: number) {
    this.#ask = ask;
    this.#most = most;
  }

  answer(question: Question): Promise<Answer> {
    return new Promise((answered, failed) => {
      this.#waiting.push({ question, answered, failed });
      if (!this.#isAsking) void this.#follow();
    });
  }

  async #follow(): Promise<void> {
    this.#isAsking = true;
    while (this.#waiting.length > 0) await this.#answered(this.#waiting.splice(0, this.#most));
    this.#isAsking = false;
  }

  async #answered(some: readonly Waiting<Question, Answer>[]): Promise<void> {
    try {
      const answers = await this.#ask(some.map(({ question }) => question));
      some.forEach(({ answered }, at) => answered(answers[at]!));
    } catch (error) {
      if (some.length === 1) some[0]!.failed(error);
      else await Promise.all(some.map((one) => this.#answered([one])));
    }
  }
}
