import type { Message, Parameters } from '../i18n/message.js';

/** One thing that stands in the way, and where in the input: something the person asking can put right. */
export interface Problem {
  message: Message;
  /** Names and indexes from the input’s root: `['input', 'lines', '0', 'operations', '1', 'process']`. */
  path: string[];
  parameters: Parameters;
  /** Nearest known words, where one was not known. */
  suggestions: string[];
}

/** What a service returns instead of a result: everything that stands in the way, at once. Nothing was changed. */
export class Refusal {
  constructor(readonly problems: readonly Problem[]) {}
}

/** Gathers problems while an input is looked through. */
export class Problems {
  private readonly found: Problem[] = [];

  add(message: Message, path: (string | number)[], parameters: Parameters = {}, suggestions: string[] = []): void {
    this.found.push({ message, path: path.map(String), parameters, suggestions });
  }

  /** Those of the other’s problems that count. */
  addFrom(other: Problems, counts: (path: string[]) => boolean): void {
    this.found.push(...other.found.filter(({ path }) => counts(path)));
  }

  /** Whether it is worth looking for words like one that nobody knows. */
  get takesSuggestions(): boolean {
    return true;
  }

  get any(): boolean {
    return this.count > 0;
  }

  get count(): number {
    return this.found.length;
  }

  refusal(): Refusal {
    return new Refusal(this.found);
  }
}

/** A refusal with a single problem. */
export function refuse(message: Message, path: (string | number)[] = [], parameters: Parameters = {}): Refusal {
  const problems = new Problems();
  problems.add(message, path, parameters);
  return problems.refusal();
}
