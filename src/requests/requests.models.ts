import { Field, GraphQLISODateTime, ID, Int, ObjectType } from '@nestjs/graphql';
import { describedEnum } from '../platform/graphql/described-enum.js';
import { connectionOf, countedConnectionOf } from '../platform/graphql/connection.js';
import { Node, NodeOf } from '../platform/graphql/node.js';
import { DayScalar } from '../platform/graphql/scalars.js';
import { RequestLine } from './request-line.entity.js';
import { ComponentRequest } from './component-request.entity.js';
import { RequestMutationPayload } from './request-user-error.js';
import { ProcessModel } from '../taxonomy/taxonomy.models.js';
import { type RequestStatus } from './request-status.js';

export const RequestStatusEnum = describedEnum<RequestStatus>(
  'RequestStatus',
  'Where a component request stands in its life.',
  {
    DRAFT: 'Being written; only the buyer sees it.',
    PUBLISHED: 'Being matched. Changing it makes a new revision.',
    CLOSED: 'The buyer looks for nobody any more. May be opened again.',
    WITHDRAWN: 'Taken back for good.',
  },
);

@ObjectType('RequestOperation', { description: 'One step in making a part.' })
export class RequestOperationModel {
  @Field(() => Int, { description: 'From 1, in the order the part goes through them.' })
  position: number;

  @Field(() => ProcessModel, { description: 'What is done.' })
  process: ProcessModel;

  @Field({ description: 'The firm must do it itself.' })
  ownOnly: boolean;
}

/** What a line says, now or in a revision. */
@ObjectType({ isAbstract: true })
export abstract class LineContentModel {
  @Field(() => ID, { description: 'The same through all revisions.' })
  id: string;

  @Field(() => Int, { description: 'From 1, in the buyer’s order.' })
  position: number;

  @Field(() => String, { nullable: true, description: 'Name of the part; null in an unfinished draft.' })
  title: string | null;

  @Field(() => String, { nullable: true, description: 'The buyer’s part number.' })
  partNumber: string | null;

  @Field(() => String, { nullable: true, description: 'As the buyer’s drawing bears it.' })
  drawingNumber: string | null;

  @Field(() => String, { nullable: true, description: 'HS code: digits without dots.' })
  hsCode: string | null;

  @Field(() => String, { nullable: true, description: 'Anything else about the part.' })
  description: string | null;
}

@NodeOf(RequestLine, 'RequestLine')
@ObjectType('RequestLine', { implements: () => [Node], description: 'One part of a component request.' })
export class RequestLineModel extends LineContentModel {
  /** For the fields other rooms add. */
  requestId: string;

  @Field(() => Int, {
    description: 'The request’s revision since which the line has asked for the same; 0 in a draft.',
  })
  revision: number;
}

@ObjectType('RevisedLine', { description: 'A line as a revision had it.' })
export class RevisedLineModel extends LineContentModel {}

@ObjectType('RequestRevision', { description: 'What was published, in full. Never edited.' })
export class RequestRevisionModel {
  @Field(() => Int, { description: 'From 1.' })
  revision: number;

  @Field(() => GraphQLISODateTime, { description: 'When it was published.' })
  publishedAt: Date;
}

@ObjectType({ description: 'A page of the lines of a request, in the buyer’s order.' })
export class RequestLineConnection extends countedConnectionOf(RequestLineModel, 'RequestLine') {}

@ObjectType({ description: 'A page of the lines of a revision, in the buyer’s order.' })
export class RevisedLineConnection extends countedConnectionOf(RevisedLineModel, 'RevisedLine') {}

@ObjectType({ description: 'A page of the revisions of a request, the latest first.' })
export class RequestRevisionConnection extends countedConnectionOf(RequestRevisionModel, 'RequestRevision') {}

@NodeOf(ComponentRequest, 'ComponentRequest')
@ObjectType('ComponentRequest', {
  implements: () => [Node],
  description: 'A buyer’s need, with a line for each part.',
})
export class ComponentRequestModel {
  @Field(() => ID, { description: 'Stays the same for ever.' })
  id: string;

  /** For the fields other rooms add. */
  organisationId: string;

  @Field(() => RequestStatusEnum, { description: 'Where it stands.' })
  status: RequestStatus;

  @Field(() => Int, { description: 'Number of the revision that stands; 0 until published.' })
  revision: number;

  @Field(() => Int, { description: 'Grows with every change. Send it as `expectedRevision` to notice other people’s.' })
  version: number;

  @Field(() => String, { nullable: true, description: 'Null in an unfinished draft.' })
  title: string | null;

  @Field(() => String, { nullable: true, description: 'Anything that holds for all lines.' })
  description: string | null;

  @Field(() => [String], { description: 'Tax codes of firms that must not be offered.' })
  excludedTaxCodes: string[];

  @Field(() => DayScalar, {
    nullable: true,
    description: 'The earliest last day of delivery of its lines; null where none says one.',
  })
  dueOn: string | null;

  @Field(() => GraphQLISODateTime, { description: 'When it was first written.' })
  createdAt: Date;

  @Field(() => GraphQLISODateTime, { description: 'When it last changed.' })
  updatedAt: Date;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was first published.' })
  publishedAt: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Since when it is closed; null when open.' })
  closedAt: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was withdrawn.' })
  withdrawnAt: Date | null;
}

@ObjectType({ description: 'A page of component requests, in the order asked for.' })
export class ComponentRequestConnection extends connectionOf(ComponentRequestModel, 'ComponentRequest') {}

/** What each mutation of a request answers. */
@ObjectType({ isAbstract: true })
abstract class RequestPayload extends RequestMutationPayload {
  @Field(() => ComponentRequestModel, { nullable: true, description: 'The request as it is now; null when refused.' })
  request?: ComponentRequestModel | null;
}

@ObjectType({ description: 'The new draft, or what is wrong with it.' })
export class RequestCreatePayload extends RequestPayload {}

@ObjectType({ description: 'The changed request, or what stood in the way.' })
export class RequestUpdatePayload extends RequestPayload {}

@ObjectType({ description: 'The published request, or everything that is missing.' })
export class RequestPublishPayload extends RequestPayload {}

@ObjectType({ description: 'The closed request, or what stood in the way.' })
export class RequestClosePayload extends RequestPayload {}

@ObjectType({ description: 'The reopened request, or what stood in the way.' })
export class RequestReopenPayload extends RequestPayload {}

@ObjectType({ description: 'The withdrawn request, or what stood in the way.' })
export class RequestWithdrawPayload extends RequestPayload {}
