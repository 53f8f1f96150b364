import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { TermModel } from '../taxonomy/taxonomy.models.js';
import { RequirementInput, RequirementModel } from './requirement.graphql.js';
import { MOST_WORDS } from './limits.js';

@InputType({ description: 'Languages or end markets of which the firm should serve at least one.' })
export class AnyOfRequirementInput extends RequirementInput {
  @Field(() => [String], { description: `Codes or words of the taxonomy; any of them will do. At most ${MOST_WORDS}.` })
  anyOf: string[];
}

@ObjectType('AnyOfRequirement', {
  implements: () => [RequirementModel],
  description: 'Languages or end markets of which the firm should serve one.',
})
export class AnyOfRequirementModel extends RequirementModel {
  @Field(() => [TermModel], { description: 'Any of them will do.' })
  anyOf: TermModel[];
}
