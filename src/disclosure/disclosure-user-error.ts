import { Field, ObjectType } from '@nestjs/graphql';
import { IDENTITY } from '../identity/identity.errors.js';
import { errorCodes, payloadWith, UserError } from '../platform/graphql/mutation-payload.js';
import { TEXT } from '../platform/text/text.errors.js';
import { REQUEST } from '../requests/requests.errors.js';
import { DISCLOSURE } from './disclosure.errors.js';

const ABOUT = 'What stands in the way of choosing what firms and buyers are told of each other.';
const { REQUEST_NOT_FOUND, REQUEST_WITHDRAWN } = REQUEST;
const { CONTACT_NOT_FOUND } = IDENTITY;

export const DisclosureErrorCode = errorCodes(
  'DisclosureErrorCode',
  ABOUT,
  DISCLOSURE,
  { CONTACT_NOT_FOUND, REQUEST_NOT_FOUND, REQUEST_WITHDRAWN },
  TEXT,
);

@ObjectType({ implements: () => [UserError], description: ABOUT })
export class DisclosureUserError extends UserError {
  @Field(() => DisclosureErrorCode, {
    description: 'For programs: stays the same for ever and means nothing else anywhere.',
  })
  code: string;
}

/** What each mutation of this room answers beside its object. */
@ObjectType({ isAbstract: true })
export abstract class DisclosureMutationPayload extends payloadWith(DisclosureUserError) {}
