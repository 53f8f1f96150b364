import { Field, ID, InputType, PartialType } from '@nestjs/graphql';
import { DayScalar } from '../platform/graphql/scalars.js';
import { LONGEST } from './limits.js';
import { numberIn } from '../platform/i18n/message.js';

@InputType({ isAbstract: true })
export abstract class CertificateFactsInput {
  @Field({ description: 'A certificate standard of the taxonomy: its code or any word known for it.' })
  standard: string;

  @Field(() => String, {
    nullable: true,
    description: `As printed on it, at most ${LONGEST.certificateNumber} characters.`,
  })
  number?: string | null;

  @Field(() => String, { nullable: true, description: `Who issued it, at most ${LONGEST.issuer} characters.` })
  issuer?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `What it was issued for, at most ${numberIn('en', LONGEST.scope)} characters.`,
  })
  scope?: string | null;

  @Field(() => DayScalar, { nullable: true, description: 'Its first day.' })
  validFrom?: string | null;

  @Field(() => DayScalar, {
    nullable: true,
    description: 'Its last day: not before `validFrom`, and not past when new.',
  })
  validTo?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'A file of the firm’s own (`fileSlotCreate`): the certificate itself. With it the claim is documented.',
  })
  evidenceFileId?: string | null;
}

@InputType({ description: 'A certificate of a firm. What is left out or null stays unknown.' })
export class CertificateInput extends CertificateFactsInput {
  @Field(() => [ID], { nullable: true, description: 'The sites it covers. None: it counts for all sites.' })
  siteIds?: string[] | null;
}

@InputType({
  description:
    'What changes of a certificate. What is left out stays as it is; null makes it unknown again. Any change takes back what an official had found.',
})
export class CertificateChangesInput extends PartialType(CertificateInput) {}
