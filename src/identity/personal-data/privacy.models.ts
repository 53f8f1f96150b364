import { Field, GraphQLISODateTime, InputType, Int, ObjectType } from '@nestjs/graphql';
import { describedEnum } from '../../platform/graphql/described-enum.js';
import { LanguageEnum } from '../../platform/i18n/language.enum.js';
import type { Language } from '../../platform/i18n/message.js';
import {
  type ConsentPurpose,
  type LegalBasis,
  type Purpose,
  PURPOSE_NAMES,
  PURPOSE_WORDS,
} from '../../platform/personal-data/purposes.js';
import type { Erasure } from '../../platform/personal-data/register.js';

const LegalBasisEnum = describedEnum<LegalBasis>('LegalBasis', 'On what the processing of personal data rests.', {
  CONTRACT: 'What a person signed up for cannot be done without it.',
  LAW: 'A law asks for it.',
  CONSENT: 'The person wants it, and may want it no longer at any time.',
});

const DataPurposeEnum = describedEnum<Purpose>(
  'DataPurposeCode',
  'For what personal data is processed.',
  Object.fromEntries(PURPOSE_NAMES.map((name) => [name, PURPOSE_WORDS[name].en])) as Record<Purpose, string>,
);

export const ConsentPurposeEnum = describedEnum<ConsentPurpose>(
  'ConsentPurpose',
  'What somebody may consent to, or not.',
  {
    SIGN_IN_NOTICES: PURPOSE_WORDS.SIGN_IN_NOTICES.en,
  },
);

/** Where something was declared. */
export type DeclaredIn = 'SIGN_UP' | 'INVITATION' | 'ACCOUNT';
const DeclaredInEnum = describedEnum<DeclaredIn>('DeclaredIn', 'Where somebody declared something.', {
  SIGN_UP: 'When they signed their organisation up.',
  INVITATION: 'When they accepted an invitation.',
  ACCOUNT: 'Later, in their account.',
});

const ErasureActEnum = describedEnum<Erasure['does']>(
  'ErasureAct',
  'What becomes of personal data when a person is erased.',
  {
    DELETE: 'The row goes.',
    REPLACE: 'Something that tells of nobody takes its place.',
    KEEP: 'It stays; the id in it leads to nobody any more, or it was never the person’s alone.',
  },
);

@ObjectType('DataCategory', {
  description: 'Personal data in one place. Generated from the register that retention and erasure go by.',
})
export class DataCategoryModel {
  @Field({ description: 'What holds it: `session`, `invitation`.' })
  table: string;

  @Field(() => [String], { description: 'What of it tells of a person.' })
  columns: readonly string[];

  @Field({
    description:
      'How long: the name of a period; ACCOUNT, ORGANISATION: as long as that; RECORD: for good, where a law asks for it.',
  })
  kept: string;

  @Field(() => Int, { nullable: true, description: 'How many days that is here. Null where it is no period.' })
  keptDays: number | null;

  @Field(() => ErasureActEnum, { description: 'What becomes of it when the person is erased.' })
  erasure: Erasure['does'];
}

@ObjectType('DataPurpose', {
  description: 'For what personal data is processed, on what that rests, and which data it is.',
})
export class DataPurposeModel {
  @Field(() => DataPurposeEnum, { description: 'For what.' })
  purpose: Purpose;

  @Field(() => LegalBasisEnum, { description: 'On what it rests.' })
  basis: LegalBasis;

  @Field(() => Int, {
    description: 'Raised where it comes to mean something else; who consented to an earlier one is asked again.',
  })
  version: number;

  @Field({ description: 'For people, in the language of the request.' })
  description: string;

  @Field(() => [DataCategoryModel], {
    description: 'What is kept for it alone. Empty where it uses what is kept for another.',
  })
  data: DataCategoryModel[];
}

@ObjectType('PrivacyNotice', { description: 'What people are told of the processing of their data.' })
export class PrivacyNoticeModel {
  @Field(() => Int, { description: 'Raised with every change.' })
  version: number;

  @Field(() => [DataPurposeModel], { description: 'All there are.' })
  purposes: DataPurposeModel[];
}

@ObjectType('PrivacyDeclaration', {
  description: 'That a person was shown the privacy notice, or consented to something.',
})
export class PrivacyDeclarationModel {
  @Field(() => ConsentPurposeEnum, {
    nullable: true,
    description: 'To what they consented. Null: the notice was shown to them.',
  })
  purpose: ConsentPurpose | null;

  @Field(() => Int, { description: 'Of the notice or the purpose, as it was shown.' })
  version: number;

  @Field(() => LanguageEnum, { description: 'In which it was shown.' })
  language: Language;

  @Field(() => GraphQLISODateTime, { description: 'When.' })
  madeAt: Date;

  @Field(() => DeclaredInEnum, { description: 'Where.' })
  madeIn: DeclaredIn;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was taken back. Null while it was not.' })
  withdrawnAt: Date | null;

  @Field({ description: 'Whether it counts: it was not taken back, and nothing newer is to be asked for.' })
  isStanding: boolean;
}

@InputType({ description: 'A consent to one purpose. Nothing depends on it but what it is for.' })
export class ConsentInput {
  @Field(() => ConsentPurposeEnum, { description: 'To what.' })
  purpose: ConsentPurpose;

  @Field(() => Int, { description: 'Its version, as `privacyNotice` had it when it was shown (PRIVACY_OUTDATED).' })
  version: number;
}

@InputType({ description: 'What a person declares of the processing of their data.' })
export class PrivacyInput {
  @Field(() => Int, {
    nullable: true,
    description: 'The version of the privacy notice that the person was shown (PRIVACY_OUTDATED).',
  })
  noticeVersion?: number | null;

  @Field(() => [ConsentInput], {
    nullable: true,
    description:
      'To what the person consents, by an act of their own: nothing is ticked before, and nothing else depends on it.',
  })
  consents?: ConsentInput[] | null;
}
