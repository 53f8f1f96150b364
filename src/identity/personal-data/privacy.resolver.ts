import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { OperationContext } from '../../platform/graphql/operation-context.js';
import { Refusal } from '../../platform/graphql/problems.js';
import { PersonData } from '../../platform/personal-data/person-data.js';
import {
  type ConsentPurpose,
  NOTICE_VERSION,
  PURPOSE_NAMES,
  PURPOSE_WORDS,
  PURPOSES,
} from '../../platform/personal-data/purposes.js';
import { signedIn } from '../signed-in.js';
import { ConsentWithdrawPayload, PrivacyDeclarePayload } from './personal-data.models.js';
import { PrivacyDeclarationsService } from './privacy-declarations.service.js';
import { ConsentPurposeEnum, PrivacyInput, PrivacyNoticeModel } from './privacy.models.js';

/** For what data is processed, and what people say to it. */
@Resolver()
export class PrivacyResolver {
  constructor(
    private readonly declarations: PrivacyDeclarationsService,
    private readonly data: PersonData,
  ) {}

  @Query(() => PrivacyNoticeModel, {
    description:
      'For what Ketnoi processes personal data, on what that rests, which data it is and for how long it is kept: to be shown before anybody signs up.',
  })
  privacyNotice(@Context() { language }: OperationContext): PrivacyNoticeModel {
    const purposes = PURPOSE_NAMES.map((purpose) => ({
      purpose,
      ...PURPOSES[purpose],
      description: PURPOSE_WORDS[purpose][language],
      data: this.data.keptFor(purpose),
    }));
    return { version: NOTICE_VERSION, purposes };
  }

  @Mutation(() => PrivacyDeclarePayload, {
    description:
      'Says that the caller was shown the privacy notice, or consents to something (PRIVACY_OUTDATED). What was said already is not said twice.',
  })
  async privacyDeclare(
    @Args('input', { description: 'What was shown, and what is consented to.' }) input: PrivacyInput,
    @Context() context: OperationContext,
  ): Promise<PrivacyDeclarePayload | Refusal> {
    const declarations = await this.declarations.declare(signedIn(context), input, context.language);
    return declarations instanceof Refusal ? declarations : { declarations };
  }

  @Mutation(() => ConsentWithdrawPayload, {
    description: 'Takes a consent back; what rests on it stops at once (CONSENT_NOT_GIVEN). Nothing else changes.',
  })
  async consentWithdraw(
    @Args('purpose', { type: () => ConsentPurposeEnum, description: 'To what it was given.' }) purpose: ConsentPurpose,
    @Context() context: OperationContext,
  ): Promise<ConsentWithdrawPayload | Refusal> {
    const declarations = await this.declarations.withdraw(signedIn(context), purpose);
    return declarations instanceof Refusal ? declarations : { declarations };
  }
}
