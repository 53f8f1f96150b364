import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../platform/graphql/connection.js';
import { errorCodes } from '../platform/graphql/mutation-payload.js';
import { GAP } from './profile-gaps.js';
import { Node, NodeOf } from '../platform/graphql/node.js';
import { Firm } from './firm.entity.js';
import { SupplierMutationPayload } from './supplier-user-error.js';
import { LONGEST } from './limits.js';

@NodeOf(Firm, 'Firm')
@ObjectType('Firm', {
  implements: () => [Node],
  description: 'A supplier: who it is, where it works, what it can make. Null: the firm did not say.',
})
export class FirmModel {
  @Field(() => ID, { description: 'Stays the same for ever.' })
  id: string;

  @Field({ description: 'As registered.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'As known in trade.' })
  tradingName: string | null;

  @Field(() => String, { nullable: true, description: 'Of the organisation; for Vietnam its ten digits.' })
  taxCode: string | null;

  /** For `country`. */
  countryCode: string | null;

  @Field(() => String, { nullable: true, description: 'Address of its web pages.' })
  website: string | null;

  @Field({ description: 'SELF: it registered itself. Else the name of the list it was read from.' })
  source: string;

  @Field(() => Int, { description: 'Grows with every change; send it as `expectedRevision` to notice other people’s.' })
  revision: number;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Set once the firm has been withdrawn.' })
  withdrawnAt: Date | null;

  @Field(() => GraphQLISODateTime, { description: 'When it came in.' })
  createdAt: Date;

  @Field(() => GraphQLISODateTime, { description: 'When its owner last changed anything of it.' })
  updatedAt: Date;
}

@ObjectType({ description: 'A page of firms.' })
export class FirmConnection extends connectionOf(FirmModel, 'Firm') {}

const ProfileGapCode = errorCodes('ProfileGapCode', 'What a profile may be silent about.', GAP);

@ObjectType('ProfileGap', {
  description: 'Something a profile leaves empty, and what therefore stays unknown in matching.',
})
export class ProfileGapModel {
  @Field(() => [String], {
    description: 'Names of fields from the firm on; below sites and capabilities the id follows.',
  })
  path: string[];

  @Field(() => ProfileGapCode, { description: 'For programs: stays the same for ever.' })
  code: string;

  @Field({ description: 'A sentence for people, in the language of the request.' })
  hint: string;
}

@InputType({ description: 'Which firms; all that is given must hold.' })
export class FirmFilterInput {
  @Field(() => String, {
    nullable: true,
    description: `Words of the name or trading name, with or without marks; at most ${LONGEST.search} characters.`,
  })
  text?: string | null;

  @Field(() => String, { nullable: true, description: 'Code of a sector.' })
  sector?: string | null;

  @Field(() => String, { nullable: true, description: 'Code of a province in which a site stands.' })
  province?: string | null;

  @Field(() => String, { nullable: true, description: 'Code of a process; narrower processes count too.' })
  process?: string | null;

  @Field(() => String, { nullable: true, description: 'Code of a standard; standards that imply it count too.' })
  standard?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: with a certificate or capability that is documented and not checked yet. False: without.',
  })
  hasUnchecked?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'True: withdrawn firms instead of standing ones.' })
  isWithdrawn?: boolean | null;
}

@ObjectType({ isAbstract: true })
abstract class FirmPayload extends SupplierMutationPayload {
  @Field(() => FirmModel, { nullable: true, description: 'The firm. Null when there are errors.' })
  firm?: FirmModel | null;
}

@ObjectType({ description: 'The new firm.' })
export class FirmCreatePayload extends FirmPayload {}

@ObjectType({ description: 'The new firm with all that came with it.' })
export class FirmRegisterPayload extends FirmPayload {}

@ObjectType({ description: 'The firm as changed.' })
export class FirmUpdatePayload extends FirmPayload {}

@ObjectType({ description: 'The firm, withdrawn.' })
export class FirmWithdrawPayload extends FirmPayload {}

@ObjectType({ description: 'The firm, standing again.' })
export class FirmRestorePayload extends FirmPayload {}
