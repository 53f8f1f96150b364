import { type DocumentNode, type GraphQLError, type GraphQLSchema, parse, specifiedRules, validate } from 'graphql';
import { ApiError } from '../api-error.js';
import { literalValues } from '../literal-values.js';
import { refuseLarge } from './document-size.js';
import { hiddenSchema } from './hidden-schema.js';
import { readTokens } from './read-tokens.js';

/** A document with everything that is wrong with it. */
export class RefusedDocument extends Error {
  override name = 'RefusedDocument';
  constructor(readonly errors: readonly GraphQLError[]) {
    super('The document was refused');
  }
}

export interface JudgedDocument {
  document: DocumentNode;
  /** What it takes up in memory, about. */
  weight: number;
}

/** What whoever sends a document is told: strangers are neither shown the schema nor helped to guess it. */
export interface Telling {
  showsSchema: boolean;
  suggests: boolean;
}

/** graphql-js gives up by itself where the rules would have to compare too much. */
const GIVEN_UP = /^(Validation aborted\.|Maximum introspection depth exceeded)$/;

/** Bytes that one token, with what is parsed from it, takes up: measured by `npm run bench:documents`. */
const TOKEN_WEIGHT = 400;

/**
 * Reads a document once, cheapest first: its bytes, its tokens, its parts, and only then by the rules of the schema. Throws
 * all that is wrong with it. Each step bounds the work of the next.
 */
export function judgeDocument(schema: GraphQLSchema, text: string, { showsSchema, suggests }: Telling): JudgedDocument {
  const tokens = readTokens(text);
  const document = parse(text);
  refuseLarge(document);
  const rules = [...specifiedRules, literalValues(suggests), ...(showsSchema ? [] : [hiddenSchema])];
  const errors = validate(schema, document, rules, { hideSuggestions: !suggests }).map(asRefusal);
  if (errors.length > 0) throw new RefusedDocument(errors);
  return { document, weight: 2 * text.length + TOKEN_WEIGHT * tokens };
}

function asRefusal(error: GraphQLError): GraphQLError {
  if (GIVEN_UP.test(error.message)) return new ApiError('LIMIT_EXCEEDED', 'The operation takes too long to judge');
  return error;
}
