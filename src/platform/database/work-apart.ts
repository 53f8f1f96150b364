/** What slow work has answered so far, by the question. */
export type Answers = Map<string, unknown>;

/** More would mean that the same question is put in other words each time, and the unit of work never gets past it. */
const MOST_ANSWERS = 50;

/** Thrown through a unit of work that asks for slow work: nothing of it is kept, and it is run again with the answer. */
export class WorkApart extends Error {
  override name = 'WorkApart';

  constructor(
    private readonly question: string,
    private readonly work: () => Promise<unknown>,
  ) {
    super('This is done while no transaction is open, and then the unit of work runs again');
  }

  async answer(answers: Answers): Promise<void> {
    if (answers.size >= MOST_ANSWERS) throw new Error(`One unit of work has asked for slow work ${MOST_ANSWERS} times`);
    answers.set(this.question, await this.work());
  }
}
