import { Field, InputType, Int } from '@nestjs/graphql';
import { describedEnum } from '../platform/graphql/described-enum.js';
import { LONGEST } from './limits.js';
import { numberIn } from '../platform/i18n/message.js';

export const CertificateDecision = describedEnum('CertificateDecision', 'What an official found of a certificate.', {
  ACCEPT: 'It holds: verified from now on.',
  REJECT: 'It does not hold: it counts for nothing until its owner changes it.',
});
export type CertificateDecision = keyof typeof CertificateDecision;

export const CapabilityGrade = describedEnum('CapabilityGrade', 'How an official made sure of a capability.', {
  VERIFIED: 'By documents.',
  VISITED: 'By seeing it on site.',
});
export type CapabilityGrade = keyof typeof CapabilityGrade;

@InputType({ isAbstract: true })
abstract class VerificationInput {
  @Field(() => Int, {
    nullable: true,
    description: 'The `revision` that was looked at: refused when the owner has changed it since. Best always given.',
  })
  revision?: number | null;

  @Field(() => String, {
    nullable: true,
    description: `What was seen, for the record; at most ${numberIn('en', LONGEST.note)} characters.`,
  })
  note?: string | null;
}

@InputType({ description: 'What an official found of a certificate.' })
export class CertificateVerificationInput extends VerificationInput {
  @Field(() => CertificateDecision, { description: 'Whether it holds.' })
  decision: CertificateDecision;

  @Field(() => String, {
    nullable: true,
    description: 'For a rejection: a code of `certificateRejectionReasons`. OTHER needs a note.',
  })
  reasonCode?: string | null;
}

@InputType({ description: 'What an official made sure of. Without an evidence file the note must say what was seen.' })
export class CapabilityVerificationInput extends VerificationInput {
  @Field(() => CapabilityGrade, { description: 'How it was made sure of.' })
  grade: CapabilityGrade;
}
