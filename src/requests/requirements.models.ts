import { Field, ObjectType } from '@nestjs/graphql';
import { FIELDS } from '../criteria/registry.js';

@ObjectType('Requirements', {
  description: 'What a firm must, or should, be able to do for a part. Null: not asked for.',
})
export class RequirementsModel {}

/** Each criterion says itself what it shows. */
for (const { name, model } of FIELDS) {
  const { type, description, isNullable } = model;
  Field(type, { nullable: isNullable, description })(RequirementsModel.prototype, name);
}
