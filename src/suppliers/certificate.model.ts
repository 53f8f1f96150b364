import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { describedEnum } from '../platform/graphql/described-enum.js';
import { connectionOf } from '../platform/graphql/connection.js';
import { Node, NodeOf } from '../platform/graphql/node.js';
import { Certificate } from './certificate.entity.js';
import { SupplierMutationPayload } from './supplier-user-error.js';
import { DayScalar } from '../platform/graphql/scalars.js';
import type { CertificateState } from './certificate.entity.js';
import { EvidenceGrade } from './evidence.js';
import { EXPIRING_DAYS } from './limits.js';

export const CertificateStateEnum = describedEnum<CertificateState>(
  'CertificateState',
  'Whether a certificate counts.',
  {
    STANDING: 'It counts, within its days and for its sites.',
    REJECTED: 'An official found that it does not hold; it counts for nothing until it is changed.',
  },
);

@NodeOf(Certificate, 'Certificate')
@ObjectType('Certificate', {
  implements: () => [Node],
  description: 'A standard a firm is certified to. Null: the firm did not say.',
})
export class CertificateModel {
  @Field(() => ID, { description: 'Stays the same for ever.' })
  id: string;

  @Field(() => String, { nullable: true, description: 'As printed on it.' })
  number: string | null;

  @Field(() => String, { nullable: true, description: 'Who issued it.' })
  issuer: string | null;

  @Field(() => String, { nullable: true, description: 'What it was issued for.' })
  scope: string | null;

  @Field(() => DayScalar, { nullable: true, description: 'Its first day.' })
  validFrom: string | null;

  @Field(() => DayScalar, { nullable: true, description: 'Its last day.' })
  validTo: string | null;

  @Field(() => CertificateStateEnum, { description: 'Whether it counts.' })
  state: CertificateState;

  @Field(() => EvidenceGrade, { description: 'What the claim rests on.' })
  evidence: EvidenceGrade;

  @Field(() => Int, { description: 'Grows with every change by the owner; pass it along when changing or verifying.' })
  revision: number;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Set once the certificate has been withdrawn.' })
  withdrawnAt: Date | null;
}

@ObjectType({ isAbstract: true })
abstract class CertificatePayload extends SupplierMutationPayload {
  @Field(() => CertificateModel, { nullable: true, description: 'The certificate. Null when there are errors.' })
  certificate?: CertificateModel | null;
}

@ObjectType({ description: 'The new certificate.' })
export class CertificateAddPayload extends CertificatePayload {}

@ObjectType({ description: 'The certificate as changed.' })
export class CertificateUpdatePayload extends CertificatePayload {}

@ObjectType({ description: 'The certificate, withdrawn.' })
export class CertificateWithdrawPayload extends CertificatePayload {}

@ObjectType({ description: 'The certificate, standing again.' })
export class CertificateRestorePayload extends CertificatePayload {}

export const CertificateCheck = describedEnum('CertificateCheck', 'Why a certificate is in the official’s queue.', {
  UNCHECKED: 'Documented, and no official has looked at it yet.',
  EXPIRING: `Runs out within ${EXPIRING_DAYS} days.`,
});
export type CertificateCheck = keyof typeof CertificateCheck;

@InputType({ description: 'Which certificates to check; all that is given must hold.' })
export class CertificateCheckFilterInput {
  @Field(() => CertificateCheck, { nullable: true, description: 'Why it is in the queue; left out, for any reason.' })
  check?: CertificateCheck | null;

  @Field(() => String, { nullable: true, description: 'Code of a standard.' })
  standard?: string | null;

  @Field(() => String, { nullable: true, description: 'Code of a province in which a site of the firm stands.' })
  province?: string | null;
}

@ObjectType('CertificateCheckCounts', { description: 'How many certificates wait, whatever the filter.' })
export class CertificateCheckCountsModel {
  @Field(() => Int, { description: 'Documented, and no official has looked at them yet.' })
  unchecked: number;

  @Field(() => Int, { description: `Run out within ${EXPIRING_DAYS} days.` })
  expiring: number;
}

@ObjectType({ description: 'A page of certificates that wait for an official, oldest first.' })
export class CertificateCheckConnection extends connectionOf(CertificateModel, 'CertificateCheck') {
  @Field(() => CertificateCheckCountsModel, { description: 'How many wait in all.' })
  counts: CertificateCheckCountsModel;
}
