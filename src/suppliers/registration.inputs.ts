import { Field, InputType } from '@nestjs/graphql';
import { CapabilityInput } from './capability.inputs.js';
import { CertificateFactsInput } from './certificate.inputs.js';
import { FirmInput } from './firm.inputs.js';
import { SiteInput } from './site.inputs.js';
import { LONGEST, MOST_CAPABILITIES, MOST_CERTIFICATES, MOST_SITES } from './limits.js';

@InputType({ description: 'A site with the key by which capabilities and certificates of the same input refer to it.' })
export class SiteRegistrationInput extends SiteInput {
  @Field({ description: `Any text the client likes, at most ${LONGEST.key} characters, once in the input.` })
  key: string;
}

@InputType({ description: 'A capability at one of the sites of the same input.' })
export class CapabilityRegistrationInput extends CapabilityInput {
  @Field({ description: 'The `key` of its site.' })
  site: string;
}

@InputType({ description: 'A certificate for sites of the same input.' })
export class CertificateRegistrationInput extends CertificateFactsInput {
  @Field(() => [String], {
    nullable: true,
    description: 'The `key`s of the sites it covers. None: it counts for all sites.',
  })
  sites?: string[] | null;
}

@InputType({ description: 'A firm with all that belongs to it, in one piece.' })
export class FirmRegistrationInput extends FirmInput {
  @Field(() => [SiteRegistrationInput], { nullable: true, description: `Its sites, at most ${MOST_SITES}.` })
  sites?: SiteRegistrationInput[] | null;

  @Field(() => [CapabilityRegistrationInput], {
    nullable: true,
    description: `Its capabilities, at most ${MOST_CAPABILITIES}.`,
  })
  capabilities?: CapabilityRegistrationInput[] | null;

  @Field(() => [CertificateRegistrationInput], {
    nullable: true,
    description: `Its certificates, at most ${MOST_CERTIFICATES}.`,
  })
  certificates?: CertificateRegistrationInput[] | null;
}
