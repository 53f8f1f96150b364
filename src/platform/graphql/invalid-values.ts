import type { ASTNode } from 'graphql';
import { type Language, type Message, type Parameters as Words, sentence } from '../i18n/message.js';
import { ApiError } from './api-error.js';
import { userErrorsOf } from './mutation-payload.js';
import { type Problem, Problems } from './problems.js';
import { VALUES_REFUSED } from './values.errors.js';

/** How many problems of one request are told; how many are counted beyond them before the rest is not looked at. */
const MOST_TOLD = 100;
const MOST_COUNTED = 1000;

class Enough extends Error {}

/** Stops whoever looks through a request when there is enough to tell. */
export class CountedProblems extends Problems {
  private constructor(private readonly suggests: boolean) {
    super();
  }

  /** What nobody is told is not looked for. */
  override get takesSuggestions(): boolean {
    return this.suggests && this.count < MOST_TOLD;
  }

  override add(...problem: Parameters<Problems['add']>): void {
    if (this.count >= MOST_COUNTED) throw new Enough();
    super.add(...problem);
  }

  /** Runs `look`, which adds what it finds. `suggests`: whether words like those that were meant are told, too. */
  static in(suggests: boolean, look: (problems: Problems) => void): { problems: Problem[]; isAll: boolean } {
    const counted = new CountedProblems(suggests);
    try {
      look(counted);
      return { problems: [...counted.refusal().problems], isAll: true };
    } catch (error) {
      if (!(error instanceof Enough)) throw error;
      return { problems: [...counted.refusal().problems], isAll: false };
    }
  }
}

/**
 * An operation some of whose values do not fit the schema: an INVALID_REQUEST that says of each where it is, in the shape of
 * a user error. Nothing of the operation was done.
 */
export class InvalidValues extends ApiError {
  /** `nodes`: those of the document that were found wrong, where values stand in it. */
  constructor(
    readonly problems: readonly Problem[],
    readonly isAll = true,
    readonly wrongNodes: ReadonlySet<ASTNode> = new Set(),
  ) {
    super('INVALID_REQUEST', sentence(summary(problems.length), 'en', { count: problems.length }));
  }

  /** As the caller is told. `problemsLeftOut` counts what is not told; without `isAll` there are still more. */
  in(language: Language): { message: string; extensions: Record<string, unknown> } {
    const told = this.problems.slice(0, MOST_TOLD);
    const leftOut = this.problems.length - told.length;
    return {
      message: sentence(summary(this.problems.length), language, { count: this.problems.length }),
      extensions: {
        code: 'INVALID_REQUEST',
        problems: userErrorsOf({ problems: told }, language),
        ...(leftOut > 0 && { problemsLeftOut: leftOut, ...(!this.isAll && { problemsNotCounted: true }) }),
      },
    };
  }
}

/** One argument of a query that cannot be taken. */
export function refuseArgument(message: Message, path: string[], parameters: Words = {}): InvalidValues {
  const problems = new Problems();
  problems.add(message, path, parameters);
  return new InvalidValues(problems.refusal().problems);
}

const summary = (count: number): Message => ({
  code: 'INVALID_REQUEST',
  ...VALUES_REFUSED[count === 1 ? 'ONE' : 'SEVERAL'],
});
