import { Field, Float, GraphQLISODateTime, ID, Int, ObjectType } from '@nestjs/graphql';
import { describedEnum } from '../platform/graphql/described-enum.js';
import { Node, NodeOf } from '../platform/graphql/node.js';
import { Site } from './site.entity.js';
import { SupplierMutationPayload } from './supplier-user-error.js';
import type { CoordinatesFrom } from './site.entity.js';

export const CoordinatesFromEnum = describedEnum('CoordinatesFrom', 'How the coordinates of a site are known.', {
  STATED: 'The firm gave them.',
  PARK: 'The centre of the industrial park.',
  WARD: 'The centre of the ward.',
});

@NodeOf(Site, 'Site')
@ObjectType('Site', { implements: () => [Node], description: 'Where a firm works. Null: not known.' })
export class SiteModel {
  @Field(() => ID, { description: 'Stays the same for ever.' })
  id: string;

  @Field(() => String, { nullable: true, description: 'What the firm calls it.' })
  name: string | null;

  @Field(() => String, { nullable: true, description: 'Of the branch that the site is.' })
  taxCode: string | null;

  @Field(() => String, { nullable: true, description: 'As printed.' })
  address: string | null;

  /** For `country`. */
  countryCode: string | null;

  @Field(() => Float, { nullable: true, description: 'WGS 84 degrees.' })
  latitude: number | null;

  @Field(() => Float, { nullable: true, description: 'WGS 84 degrees.' })
  longitude: number | null;

  @Field(() => CoordinatesFromEnum, { nullable: true, description: 'How the coordinates are known.' })
  coordinatesFrom: CoordinatesFrom | null;

  @Field(() => Int, { description: 'Grows with every change; send it as `expectedRevision` to notice other people’s.' })
  revision: number;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Set once the site has been withdrawn.' })
  withdrawnAt: Date | null;
}

@ObjectType({ isAbstract: true })
abstract class SitePayload extends SupplierMutationPayload {
  @Field(() => SiteModel, { nullable: true, description: 'The site. Null when there are errors.' })
  site?: SiteModel | null;
}

@ObjectType({ description: 'The new site.' })
export class SiteAddPayload extends SitePayload {}

@ObjectType({ description: 'The site as changed.' })
export class SiteUpdatePayload extends SitePayload {}

@ObjectType({ description: 'The site, withdrawn.' })
export class SiteWithdrawPayload extends SitePayload {}

@ObjectType({ description: 'The site, standing again.' })
export class SiteRestorePayload extends SitePayload {}
