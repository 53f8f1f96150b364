import { ApiError } from './api-error.js';

/**
 * How much one operation may ask for, and its document hold. Generous for people, narrow for those who try what the server
 * can bear: within these, any document is judged in a few milliseconds, which `npm run bench:documents` measures.
 */
export const LIMITS = {
  cost: 150_000,
  costForStrangers: 20_000,
  /** Of the document as it was sent, comments and spaces too. */
  documentBytes: 30_000,
  tokens: 4000,
  /** Brackets of any kind in each other. */
  nesting: 40,
  depth: 12,
  rootFields: 30,
  aliases: 30,
  /** Fields that are asked for again in the same selection. */
  duplicates: 30,
  directives: 20,
  operations: 20,
  variables: 100,
  fragments: 30,
  spreads: 100,
  /** Lists and objects in each other in the value of a variable. */
  valueDepth: 30,
  /** As many of the errors of one answer are told. */
  errors: 5,
  /** What the documents that are kept for the next time may weigh together, in each process. */
  keptDocumentsBytes: 20_000_000,
};

export const exceeded = (what: string, limit: number) =>
  new ApiError('LIMIT_EXCEEDED', `The operation has more than ${limit} ${what}`);
