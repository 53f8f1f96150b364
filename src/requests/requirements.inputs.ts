import { Field, InputType } from '@nestjs/graphql';
import { FIELDS } from '../criteria/registry.js';

@InputType({
  description: 'What a firm must, or should, be able to do for this part. What is left out is not asked for.',
})
export class RequirementsInput {}

/** Each criterion says itself what it takes. */
for (const { name, input } of FIELDS) {
  const { type, description } = input;
  Field(type, { nullable: true, description })(RequirementsInput.prototype, name);
}
