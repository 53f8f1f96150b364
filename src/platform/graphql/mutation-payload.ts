import { Field, ObjectType } from '@nestjs/graphql';
import type { Language } from '../i18n/message.js';
import { sentence } from '../i18n/message.js';
import type { Refusal } from './problems.js';

@ObjectType({ description: 'Something that stood in the way of a mutation and that the caller can put right.' })
export class UserError {
  @Field({ description: 'Stable code, for programs.' })
  code: string;

  @Field({ description: 'A sentence for people, in the language of the request (Accept-Language: vi or en).' })
  message: string;

  @Field(() => [String], { description: 'Where in the arguments: names and indexes from the outside in.' })
  path: string[];

  @Field(() => [String], { description: 'Known words nearest to one that is not known, best first.' })
  suggestions: string[];
}

/** What every mutation’s payload has: the list is empty exactly when the mutation did what it says. */
@ObjectType({ isAbstract: true })
export abstract class MutationPayload {
  @Field(() => [UserError], {
    description: 'What stood in the way, all of it. Where it is not empty, nothing was changed.',
  })
  userErrors?: UserError[];
}

export function userErrorsOf(refusal: Refusal, language: Language): UserError[] {
  return refusal.problems.map(({ message, path, parameters, suggestions }) => ({
    code: message.code,
    message: sentence(message, language, parameters),
    path,
    suggestions,
  }));
}
