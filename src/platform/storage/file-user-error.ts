import { Field, ObjectType } from '@nestjs/graphql';
import { errorCodes, payloadWith, UserError } from '../graphql/mutation-payload.js';
import { FILE } from './storage.errors.js';

export const FileErrorCode = errorCodes(
  'FileErrorCode',
  'What stands in the way of announcing or deleting a file.',
  FILE,
);

@ObjectType({
  implements: () => [UserError],
  description: 'What stands in the way of announcing or deleting a file.',
})
export class FileUserError extends UserError {
  @Field(() => FileErrorCode, {
    description: 'For programs: stays the same for ever and means nothing else anywhere.',
  })
  code: string;
}

/** What each mutation about files answers beside its object. */
@ObjectType({ isAbstract: true })
export abstract class FileMutationPayload extends payloadWith(FileUserError) {}
