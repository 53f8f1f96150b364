import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { GraphQLSchema } from 'graphql';
import { judgeDocument } from '../../src/platform/graphql/documents/judge-document.js';
import { KeptDocuments } from '../../src/platform/graphql/documents/kept-documents.js';
import { LIMITS } from '../../src/platform/graphql/limits.js';

export interface Keeping {
  what: string;
  documents: number;
  /** What they are reckoned to weigh, and what they take up, in megabytes. */
  weight: number;
  memory: number;
}

const SERVICE = '{ service { version } }';

/** None like another. */
const KINDS: Record<string, (at: number) => string> = {
  'one long comment': (at) => `${SERVICE} #${at}${'x'.repeat(LIMITS.documentBytes - 40)}`,
  'many short comments': (at) => `${SERVICE} ${'#\n'.repeat(14_900)}#${at}`,
  'as many tokens as may be': (at) =>
    `query Q${at} { processLookUp(words: [${'"a" '.repeat(3900)}]) { exact { code } } }`,
  'what people send': (at) =>
    `query Q${at} { service { version } ${'materials { code labels { vi en } parent { code } }'} }`,
  'short ones': (at) => `query Q${at} ${SERVICE}`,
};

/** What the documents that are kept really take up, of each kind that somebody may fill the room with. */
export function measureKeeping(schema: GraphQLSchema): Keeping[] {
  return Object.entries(KINDS).map(([what, text]) => {
    const kept = new KeptDocuments(LIMITS.keptDocumentsBytes);
    const before = usedMemory();
    let sent = 0;
    for (; kept.count === sent && sent < 50_000; sent++) {
      kept.keep(`${sent}`, judgeDocument(schema, text(sent), { showsSchema: false, suggests: false }));
    }
    const memory = (usedMemory() - before) / 1e6;
    return { what, documents: kept.count, weight: kept.weight / 1e6, memory };
  });
}

function usedMemory(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
