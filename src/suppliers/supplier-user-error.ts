import { Field, ObjectType } from '@nestjs/graphql';
import { MEASURE } from '../taxonomy/measures.js';
import { errorCodes, payloadWith, UserError } from '../platform/graphql/mutation-payload.js';
import { TEXT } from '../platform/text/text.errors.js';
import { TERM } from '../taxonomy/resolve-term.js';
import { CLAIM } from './tax-code-claims.errors.js';
import { CONFLICT, SUPPLIER, SUPPLIER_VALUE, VERIFICATION } from './suppliers.errors.js';

export const SupplierErrorCode = errorCodes(
  'SupplierErrorCode',
  'What stands in the way of describing a firm, and of checking what it says.',
  SUPPLIER,
  SUPPLIER_VALUE,
  VERIFICATION,
  CONFLICT,
  CLAIM,
  TEXT,
  TERM,
  MEASURE,
);

@ObjectType({
  implements: () => [UserError],
  description: 'What stands in the way of describing a firm, and of checking what it says.',
})
export class SupplierUserError extends UserError {
  @Field(() => SupplierErrorCode, {
    description: 'For programs: stays the same for ever and means nothing else anywhere.',
  })
  code: string;
}

/** What each mutation of this room answers beside its object. */
@ObjectType({ isAbstract: true })
export abstract class SupplierMutationPayload extends payloadWith(SupplierUserError) {}
