import { Field, Float, GraphQLISODateTime, ID, Int, ObjectType } from '@nestjs/graphql';
import { Node, NodeOf } from '../platform/graphql/node.js';
import { Capability } from './capability.entity.js';
import { SupplierMutationPayload } from './supplier-user-error.js';
import { MeasureModel } from '../taxonomy/measure.model.js';
import { CharacteristicModel } from '../taxonomy/taxonomy.models.js';
import { EvidenceGrade } from './evidence.js';

@ObjectType('PartSize', { description: 'The box a part must fit into, in any rotation.' })
export class PartSizeModel {
  @Field(() => MeasureModel, { description: 'One side.' })
  length: MeasureModel;

  @Field(() => MeasureModel, { description: 'Another side.' })
  width: MeasureModel;

  @Field(() => MeasureModel, { description: 'The third side.' })
  height: MeasureModel;
}

@ObjectType('ThicknessRange', { description: 'From the thinnest to the thickest.' })
export class ThicknessRangeModel {
  @Field(() => MeasureModel, { description: 'The thinnest.' })
  min: MeasureModel;

  @Field(() => MeasureModel, { description: 'The thickest.' })
  max: MeasureModel;
}

@ObjectType('CharacteristicValue', { description: 'A further number a capability states.' })
export class CharacteristicValueModel {
  @Field(() => CharacteristicModel, { description: 'What is counted or measured, with its unit and range.' })
  characteristic: CharacteristicModel;

  @Field(() => Float, { description: 'In the unit of the characteristic.' })
  value: number;
}

@NodeOf(Capability, 'Capability')
@ObjectType('Capability', {
  implements: () => [Node],
  description: 'One process at one site, within limits. Null: the firm did not say.',
})
export class CapabilityModel {
  @Field(() => ID, { description: 'Stays the same for ever.' })
  id: string;

  @Field(() => Boolean, { nullable: true, description: 'True: done by the firm itself. False: done elsewhere for it.' })
  isOwn: boolean | null;

  @Field(() => Int, { nullable: true, description: 'The smallest lot, in pieces.' })
  minLotPieces: number | null;

  @Field(() => Int, { nullable: true, description: 'From order to delivery, calendar days.' })
  leadTimeDays: number | null;

  @Field(() => String, { nullable: true, description: 'The machines behind it.' })
  machines: string | null;

  @Field(() => EvidenceGrade, { description: 'What the claim rests on.' })
  evidence: EvidenceGrade;

  @Field(() => Int, { description: 'Grows with every change by the owner; pass it along when changing or verifying.' })
  revision: number;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Set once the capability has been withdrawn.' })
  withdrawnAt: Date | null;
}

@ObjectType({ isAbstract: true })
abstract class CapabilityPayload extends SupplierMutationPayload {
  @Field(() => CapabilityModel, { nullable: true, description: 'The capability. Null when there are errors.' })
  capability?: CapabilityModel | null;
}

@ObjectType({ description: 'The new capability.' })
export class CapabilityAddPayload extends CapabilityPayload {}

@ObjectType({ description: 'The capability as changed.' })
export class CapabilityUpdatePayload extends CapabilityPayload {}

@ObjectType({ description: 'The capability, withdrawn.' })
export class CapabilityWithdrawPayload extends CapabilityPayload {}

@ObjectType({ description: 'The capability, standing again.' })
export class CapabilityRestorePayload extends CapabilityPayload {}
