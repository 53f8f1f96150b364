import { Field, ID, InputType } from '@nestjs/graphql';
import type { RequirementsGiven } from '../criteria/registry.js';
import { RequirementsInput } from './requirements.inputs.js';
import { REQUEST_LIMITS } from './reading/limits.js';
import { numberIn } from '../platform/i18n/message.js';

@InputType({ description: 'One step in making a part.' })
export class RequestOperationInput {
  @Field({ description: 'A process of the taxonomy: its code or any word known for it, in any language.' })
  process: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: the firm must do it itself, not have it done elsewhere. False when left out.',
  })
  ownOnly?: boolean | null;
}

@InputType({ description: 'One part that is needed. A draft may leave anything out; what is given must be right.' })
export class RequestLineInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The id of a line the request already has, to keep it. Left out: a new line.',
  })
  id?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `Name of the part, at most ${REQUEST_LIMITS.titleLength} characters. Needed to publish.`,
  })
  title?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `The buyer’s part number, at most ${REQUEST_LIMITS.numberLength} characters.`,
  })
  partNumber?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `Number of the drawing, at most ${REQUEST_LIMITS.numberLength} characters.`,
  })
  drawingNumber?: string | null;

  @Field(() => String, { nullable: true, description: 'HS code: 4, 6, 8 or 10 digits, with or without dots.' })
  hsCode?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `Anything else about the part, at most ${numberIn('en', REQUEST_LIMITS.descriptionLength)} characters.`,
  })
  description?: string | null;

  @Field(() => [RequestOperationInput], {
    nullable: true,
    description: `The process steps in the order the part goes through them, at most ${REQUEST_LIMITS.operations}. Publishing takes at least one.`,
  })
  operations?: RequestOperationInput[] | null;

  @Field(() => RequirementsInput, { nullable: true, description: 'What else a firm must, or should, be able to do.' })
  requirements?: RequirementsGiven | null;
}

@InputType({ description: 'A buyer’s need. A draft may leave anything out; what is given must be right.' })
export class ComponentRequestInput {
  @Field(() => String, {
    nullable: true,
    description: `At most ${REQUEST_LIMITS.titleLength} characters. Needed to publish.`,
  })
  title?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `At most ${numberIn('en', REQUEST_LIMITS.descriptionLength)} characters.`,
  })
  description?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: `Tax codes of firms that must not be offered, at most ${REQUEST_LIMITS.excludedTaxCodes}.`,
  })
  excludedTaxCodes?: string[] | null;

  @Field(() => [RequestLineInput], {
    nullable: true,
    description: `The parts in order, at most ${REQUEST_LIMITS.lines}. Each line is given whole: what it leaves out is not asked for. Null changes nothing.`,
  })
  lines?: RequestLineInput[] | null;
}
