import type { Type } from '@nestjs/common';
import { Field, InterfaceType, ObjectType } from '@nestjs/graphql';
import type { Language, Message } from '../i18n/message.js';
import { sentence } from '../i18n/message.js';
import { describedEnum } from './described-enum.js';
import type { Refusal } from './problems.js';

/**
 * What the user errors of all rooms share. Each room’s own type adds its `code`, an enum of what that room can refuse:
 * GraphQL knows no type that several enums are.
 */
@InterfaceType({
  description:
    'Something that stood in the way of a mutation and that the caller can put right. Each type of it has its own `code`, an enum.',
})
export abstract class UserError {
  @Field({ description: 'A sentence for people, in the language of the request (Accept-Language: vi or en).' })
  message: string;

  @Field(() => [String], { description: 'Where in the arguments: names and indexes from the outside in.' })
  path: string[];

  @Field(() => [String], { description: 'Known words nearest to one that is not known, best first.' })
  suggestions: string[];
}

/** A problem as it is told to the caller. */
export interface ToldProblem {
  code: string;
  message: string;
  path: string[];
  suggestions: string[];
}

type Catalogue = Readonly<Record<string, Message>>;

/** The enum of what a room can refuse, from its catalogues and from those of what it reads with. */
export function errorCodes(name: string, description: string, ...catalogues: Catalogue[]): Record<string, string> {
  const messages = catalogues.flatMap((catalogue) => Object.values(catalogue));
  return describedEnum(name, description, Object.fromEntries(messages.map(({ code, en }) => [code, en])));
}

/** What every mutation’s payload has: the list is empty exactly when the mutation did what it says. */
export function payloadWith<E extends UserError>(errorType: Type<E>): Type<{ userErrors?: E[] }> {
  @ObjectType({ isAbstract: true })
  abstract class MutationPayload {
    @Field(() => [errorType], {
      description: 'What stood in the way, all of it. Where it is not empty, nothing was changed.',
    })
    userErrors?: E[];
  }
  return MutationPayload as Type<MutationPayload>;
}

export function userErrorsOf(refusal: Pick<Refusal, 'problems'>, language: Language): ToldProblem[] {
  return refusal.problems.map(({ message, path, parameters, suggestions }) => ({
    code: message.code,
    message: sentence(message, language, parameters),
    path,
    suggestions,
  }));
}
