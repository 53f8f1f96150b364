import { Field, GraphQLISODateTime, ID, ObjectType } from '@nestjs/graphql';
import { describedEnum } from '../platform/graphql/described-enum.js';
import { countedConnectionOf } from '../platform/graphql/connection.js';
import { SupplierMutationPayload } from './supplier-user-error.js';
import { CapabilityModel } from './capability.model.js';
import { CertificateModel } from './certificate.model.js';
import type { VerificationDecision } from './verification.entity.js';

export const VerificationDecisionEnum = describedEnum<VerificationDecision>(
  'VerificationDecision',
  'What an official decided.',
  {
    ACCEPT: 'The certificate holds.',
    REJECT: 'The certificate does not hold.',
    VERIFIED: 'The capability is there, by documents.',
    VISITED: 'The capability is there, seen on site.',
    UNDO: 'The check before is taken back.',
  },
);

@ObjectType('Verification', { description: 'A check by an official: appended, never edited.' })
export class VerificationModel {
  @Field(() => ID, { description: 'Grows with time.' })
  id: string;

  @Field(() => GraphQLISODateTime, { description: 'When.' })
  at: Date;

  @Field(() => VerificationDecisionEnum, { description: 'What was decided.' })
  decision: VerificationDecision;

  @Field(() => String, { nullable: true, description: 'What was seen, in the official’s words.' })
  note: string | null;
}

@ObjectType({ description: 'A page of the checks of a certificate or capability, oldest first.' })
export class VerificationConnection extends countedConnectionOf(VerificationModel, 'Verification') {}

@ObjectType({ description: 'The certificate as checked.' })
export class CertificateVerifyPayload extends SupplierMutationPayload {
  @Field(() => CertificateModel, { nullable: true, description: 'Null when there are errors.' })
  certificate?: CertificateModel | null;
}

@ObjectType({ description: 'The certificate as it was before the last check.' })
export class CertificateVerificationUndoPayload extends SupplierMutationPayload {
  @Field(() => CertificateModel, { nullable: true, description: 'Null when there are errors.' })
  certificate?: CertificateModel | null;
}

@ObjectType({ description: 'The capability as checked.' })
export class CapabilityVerifyPayload extends SupplierMutationPayload {
  @Field(() => CapabilityModel, { nullable: true, description: 'Null when there are errors.' })
  capability?: CapabilityModel | null;
}

@ObjectType({ description: 'The capability as it was before the last check.' })
export class CapabilityVerificationUndoPayload extends SupplierMutationPayload {
  @Field(() => CapabilityModel, { nullable: true, description: 'Null when there are errors.' })
  capability?: CapabilityModel | null;
}
