import { Field, Float, GraphQLISODateTime, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Node, NodeOf } from '../platform/graphql/node.js';
import { Site } from './site.entity.js';
import { SupplierMutationPayload } from './supplier-user-error.js';
import type { CoordinatesFrom } from './site.entity.js';

export const CoordinatesFromEnum = { STATED: 'STATED', PARK: 'PARK', WARD: 'WARD' } as const;
registerEnumType(CoordinatesFromEnum, {
  name: 'CoordinatesFrom',
  description: 'How the coordinates of a site are known.',
  valuesMap: {
    STATED: { description: 'The firm gave them.' },
    PARK: { description: 'The centre of the industrial park.' },
    WARD: { description: 'The centre of the ward.' },
  },
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

  @Field(() => String, { nullable: true, description: 'ISO 3166-1 alpha-2.' })
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
