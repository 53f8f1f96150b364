import { Field, InputType, PartialType } from '@nestjs/graphql';
import { LONGEST } from './limits.js';

@InputType({ description: 'A firm in its own words. What is left out or null stays unknown.' })
export class FirmInput {
  @Field({ description: `As registered, at most ${LONGEST.firmName} characters.` })
  name: string;

  @Field(() => String, { nullable: true, description: `As known in trade, at most ${LONGEST.firmName} characters.` })
  tradingName?: string | null;

  @Field(() => String, { nullable: true, description: 'Address of its web pages: https://…' })
  website?: string | null;

  @Field(() => [String], { nullable: true, description: 'Sectors of the taxonomy, codes or words.' })
  sectors?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Languages customers are answered in: ISO 639-1 codes or words.',
  })
  languages?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'End markets of the taxonomy its parts go to, codes or words.',
  })
  endMarkets?: string[] | null;
}

@InputType({ description: 'What changes of a firm. What is left out stays as it is; null makes it unknown again.' })
export class FirmChangesInput extends PartialType(FirmInput) {}
