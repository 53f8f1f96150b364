import { Field, ObjectType } from '@nestjs/graphql';
import { REQUIREMENT } from '../criteria/problems.js';
import { FIELDS } from '../criteria/registry.js';
import { MEASURE } from '../taxonomy/measures.js';
import { errorCodes, payloadWith, UserError } from '../platform/graphql/mutation-payload.js';
import { TEXT } from '../platform/text/text.errors.js';
import { TERM } from '../taxonomy/resolve-term.js';
import { REQUEST, REQUEST_INPUT } from './requests.errors.js';

export const RequestErrorCode = errorCodes(
  'RequestErrorCode',
  'What stands in the way of drafting, publishing, closing and withdrawing a request.',
  REQUEST,
  REQUEST_INPUT,
  REQUIREMENT,
  ...FIELDS.map(({ problems }) => problems ?? {}),
  TEXT,
  TERM,
  MEASURE,
);

@ObjectType({
  implements: () => [UserError],
  description: 'What stands in the way of drafting, publishing, closing and withdrawing a request.',
})
export class RequestUserError extends UserError {
  @Field(() => RequestErrorCode, {
    description: 'For programs: stays the same for ever and means nothing else anywhere.',
  })
  code: string;
}

/** What each mutation of this room answers beside its object. */
@ObjectType({ isAbstract: true })
export abstract class RequestMutationPayload extends payloadWith(RequestUserError) {}
