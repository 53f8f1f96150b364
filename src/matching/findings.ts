import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Verdict } from '../criteria/verdict.js';
import { DICTIONARY_1 } from './findings-dictionary-1.js';
import { unitAsCode } from './findings-units-1.js';
import type { Gap } from '../criteria/criterion.js';
import { gapsOf } from './gaps.js';
import type { Assignment } from './assignment.js';

/** What was found of a firm for a line, apart from the score: the part of a match that nobody sorts or counts by. */
export interface Findings {
  verdicts: Verdict[];
  assignment: Assignment;
}

/** As stored with a match. */
export interface StoredFindings {
  bytes: Buffer;
  /** Of the content: the same findings have the same hash under every version of the compression. */
  hash: Buffer;
  version: number;
}

/**
 * Deflate knows this text before it begins, so that what all findings have in common costs a few bytes. A dictionary that
 * has been released is never edited: stored findings name theirs, and new words get a new one.
 */
const FIRST_DICTIONARY = Buffer.from(DICTIONARY_1);
const DICTIONARIES: Record<number, Buffer> = { 1: FIRST_DICTIONARY, 2: FIRST_DICTIONARY };
const CURRENT = 2;
const HASH_BYTES = 16;

export function storeFindings({ verdicts, assignment }: Findings): StoredFindings {
  const json = JSON.stringify({ verdicts, assignment });
  return {
    bytes: deflateRawSync(json, { dictionary: DICTIONARIES[CURRENT], level: 6 }),
    hash: createHash('sha256').update(json).digest().subarray(0, HASH_BYTES),
    version: CURRENT,
  };
}

export function readFindings(bytes: Buffer, version: number): Findings & { gaps: Gap[] } {
  const dictionary = DICTIONARIES[version];
  if (!dictionary) throw new Error(`Findings of version ${version} are of a newer build than this one`);
  const json = inflateRawSync(bytes, { dictionary }).toString('utf8');
  const reviver = version === 1 ? unitAsCode : undefined;
  const { verdicts, assignment } = JSON.parse(json, reviver) as Findings;
  return { verdicts, assignment, gaps: gapsOf(verdicts) };
}
