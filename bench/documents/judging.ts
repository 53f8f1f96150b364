import type { GraphQLSchema } from 'graphql';
import { judgeDocument, RefusedDocument, type Telling } from '../../src/platform/graphql/documents/judge-document.js';
import { LENGTH, WORST_DOCUMENTS } from './worst-documents.js';

const ROUNDS = 20;
const PERSON: Telling = { showsSchema: true, suggests: true };

export interface Judging {
  what: string;
  /** Milliseconds of the processor: the first time, when nothing is warm, the middle of all, and the least. */
  first: number;
  usual: number;
  least: number;
  verdict: string;
}

/** How long it takes to judge each document that was made to take long. */
export function measureJudging(schema: GraphQLSchema): Judging[] {
  return WORST_DOCUMENTS.map(({ what, text }) => {
    if (text.length > LENGTH) throw new Error(`${what}: longer than ${LENGTH}`);
    let verdict = '';
    const spent = Array.from({ length: ROUNDS }, () => {
      const before = process.cpuUsage();
      verdict = verdictOf(schema, text);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    });
    const first = spent[0]!;
    spent.sort((a, b) => a - b);
    return { what, first, usual: spent[ROUNDS / 2]!, least: spent[0]!, verdict };
  });
}

function verdictOf(schema: GraphQLSchema, text: string): string {
  try {
    judgeDocument(schema, text, PERSON);
    return 'taken';
  } catch (error) {
    if (error instanceof RefusedDocument) return `${error.errors.length} errors: ${error.errors[0]!.message}`;
    return (error as Error).message;
  }
}
