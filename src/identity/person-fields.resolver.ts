import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { catalogue } from '../platform/i18n/message.js';
import { PersonModel } from './identity.models.js';
import type { Person } from './person.entity.js';

const WORDS = catalogue({ FORMER_MEMBER: { vi: 'Thành viên cũ', en: 'A former member' } });

/** Of whoever was erased history goes on to tell, without a name. */
@Resolver(() => PersonModel)
export class PersonFieldsResolver {
  @ResolveField(() => String, {
    description: 'Full name; in the reader’s words that it is a former member, once they were erased.',
  })
  name(@Parent() { name, erasedAt }: Person, @Context() { language }: OperationContext): string {
    return erasedAt ? WORDS.FORMER_MEMBER[language] : name;
  }
}
