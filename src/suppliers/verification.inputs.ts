import { Field, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { LONGEST } from './limits.js';
import { numberIn } from '../platform/i18n/message.js';

export const CertificateDecision = { ACCEPT: 'ACCEPT', REJECT: 'REJECT' } as const;
export type CertificateDecision = keyof typeof CertificateDecision;
registerEnumType(CertificateDecision, {
  name: 'CertificateDecision',
  description: 'What an official found of a certificate.',
  valuesMap: {
    ACCEPT: { description: 'It holds: verified from now on.' },
    REJECT: { description: 'It does not hold: it counts for nothing until its owner changes it.' },
  },
});

export const CapabilityGrade = { VERIFIED: 'VERIFIED', VISITED: 'VISITED' } as const;
export type CapabilityGrade = keyof typeof CapabilityGrade;
registerEnumType(CapabilityGrade, {
  name: 'CapabilityGrade',
  description: 'How an official made sure of a capability.',
  valuesMap: {
    VERIFIED: { description: 'By documents.' },
    VISITED: { description: 'By seeing it on site.' },
  },
});

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
