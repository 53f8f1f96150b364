import { Field, Float, InputType } from '@nestjs/graphql';
import { LONGEST } from './limits.js';

@InputType({
  description:
    'A place of work. As input of a change, what is left out stays as it is and null makes it unknown again. The address is resolved to park, ward and province without guessing; what is given explicitly goes before.',
})
export class SiteInput {
  @Field(() => String, {
    nullable: true,
    description: `What the firm calls it, at most ${LONGEST.siteName} characters.`,
  })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Of the branch that the site is: the ten digits of the firm and three more (0100109106-001).',
  })
  taxCode?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `As printed, at most ${LONGEST.siteAddress} characters; kept as it is.`,
  })
  address?: string | null;

  @Field(() => String, { nullable: true, description: 'Industrial park, code or name.' })
  industrialPark?: string | null;

  @Field(() => String, { nullable: true, description: 'Ward as it stands today: its five-digit code or its name.' })
  ward?: string | null;

  @Field(() => String, { nullable: true, description: 'Province as it stands today: its two-digit code or its name.' })
  province?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'ISO 3166-1 alpha-2 code, or the name in English or Vietnamese. Null: as the address says.',
  })
  country?: string | null;

  @Field(() => Float, { nullable: true, description: 'WGS 84 degrees, −90 to 90; together with `longitude`.' })
  latitude?: number | null;

  @Field(() => Float, { nullable: true, description: 'WGS 84 degrees, −180 to 180; together with `latitude`.' })
  longitude?: number | null;
}
