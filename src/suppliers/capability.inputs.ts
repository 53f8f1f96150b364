import { Field, Float, ID, InputType, Int, PartialType } from '@nestjs/graphql';
import { numberIn } from '../platform/i18n/message.js';
import { LengthInput, MassInput, QuantityInput } from '../taxonomy/measures.js';
import { UNIT } from '../taxonomy/units.js';
import { LONGEST_LEAD_TIME, LONGEST, MOST_CHARACTERISTICS, MOST_MATERIALS, ROUGHEST } from './limits.js';

@InputType({ description: 'The box a part must fit into, in any rotation.' })
export class PartSizeInput {
  @Field(() => LengthInput, { description: 'One side.' })
  length: LengthInput;

  @Field(() => LengthInput, { description: 'Another side.' })
  width: LengthInput;

  @Field(() => LengthInput, { description: 'The third side.' })
  height: LengthInput;
}

@InputType({ description: 'From the thinnest to the thickest.' })
export class ThicknessRangeInput {
  @Field(() => LengthInput, { description: 'The thinnest.' })
  min: LengthInput;

  @Field(() => LengthInput, { description: 'The thickest; not below `min`.' })
  max: LengthInput;
}

@InputType({ description: 'A further number: layers, IPC class, weight of cloth.' })
export class CharacteristicValueInput {
  @Field({ description: 'A characteristic of the taxonomy, code or word.' })
  code: string;

  @Field(() => Float, { description: 'Within the range of the characteristic.' })
  value: number;
}

@InputType({
  description: 'One process and the limits within which it is mastered. What is left out or null stays unknown.',
})
export class CapabilityInput {
  @Field({ description: 'A process of the taxonomy: its code or any word known for it, in any language.' })
  process: string;

  @Field(() => Boolean, { nullable: true, description: 'True: done by the firm itself. False: done elsewhere for it.' })
  isOwn?: boolean | null;

  @Field(() => [String], {
    nullable: true,
    description: `Materials of the taxonomy, codes or words; at most ${MOST_MATERIALS}. A family stands for all its grades.`,
  })
  materials?: string[] | null;

  @Field(() => PartSizeInput, { nullable: true, description: 'The largest part.' })
  maxSize?: PartSizeInput | null;

  @Field(() => MassInput, { nullable: true, description: 'The heaviest part.' })
  maxMass?: MassInput | null;

  @Field(() => LengthInput, {
    nullable: true,
    description:
      'The tightest tolerance held, as a ± value (half of the zone). Not above the largest side of the part.',
  })
  tolerance?: LengthInput | null;

  @Field(() => LengthInput, {
    nullable: true,
    description: `The smoothest surface as Ra: { value: 0.8, unit: "${UNIT.um}" }. At most ${ROUGHEST.most} ${UNIT.um}.`,
  })
  roughnessRa?: LengthInput | null;

  @Field(() => ThicknessRangeInput, { nullable: true, description: 'The thickness of material or wall.' })
  thickness?: ThicknessRangeInput | null;

  @Field(() => Int, { nullable: true, description: 'The smallest lot, in pieces, at least 1.' })
  minLotPieces?: number | null;

  @Field(() => QuantityInput, {
    nullable: true,
    description: 'The capacity that is free, a month: pieces, pairs, kg, tonnes, m, m2, spots. 0: fully booked.',
  })
  monthlyCapacity?: QuantityInput | null;

  @Field(() => Int, {
    nullable: true,
    description: `From order to delivery, calendar days, 1 to ${numberIn('en', LONGEST_LEAD_TIME.most)}.`,
  })
  leadTimeDays?: number | null;

  @Field(() => String, {
    nullable: true,
    description: `The machines behind it, at most ${numberIn('en', LONGEST.machines)} characters.`,
  })
  machines?: string | null;

  @Field(() => [CharacteristicValueInput], {
    nullable: true,
    description: `Further numbers, at most ${MOST_CHARACTERISTICS}, each once. Given, they replace all there were.`,
  })
  characteristics?: CharacteristicValueInput[] | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'A file of the firm’s own (`fileSlotCreate`) that proves it. With it the claim is documented, without it declared.',
  })
  evidenceFileId?: string | null;
}

@InputType({
  description:
    'What changes of a capability. What is left out stays as it is; null makes it unknown again. Any change takes back what an official had verified.',
})
export class CapabilityChangesInput extends PartialType(CapabilityInput) {
  @Field(() => ID, {
    nullable: true,
    description: 'Another site of the firm at which it is now; null: the same as before.',
  })
  siteId?: string | null;
}
