import { Field, GraphQLISODateTime, ID, ObjectType } from '@nestjs/graphql';
import { countedConnectionOf } from '../platform/graphql/connection.js';
import { ComponentRequestModel, RequestLineModel } from '../requests/requests.models.js';
import { DisclosureMutationPayload } from './disclosure-user-error.js';

@ObjectType('Drawing', { description: 'A file that shows how the part of a line is made.' })
export class DrawingModel {
  @Field(() => ID, { description: 'Stays the same.' })
  id: string;

  @Field(() => GraphQLISODateTime, { description: 'Since when it is with the line.' })
  attachedAt: Date;
}

@ObjectType('DrawingRead', { description: 'That somebody was handed a drawing. Never edited.' })
export class DrawingReadModel {
  @Field(() => ID, { description: 'Grows with time.' })
  id: string;

  @Field(() => GraphQLISODateTime, { description: 'When; the record is older than the first byte.' })
  readAt: Date;
}

@ObjectType({ description: 'A page of those who were handed a drawing, the latest first.' })
export class DrawingReadConnection extends countedConnectionOf(DrawingReadModel, 'DrawingRead') {}

@ObjectType('DrawingGrant', { description: 'An authority whose officials may read the drawings of a request.' })
export class DrawingGrantModel {
  @Field(() => ID, { description: 'One that is given again has another.' })
  id: string;

  @Field(() => GraphQLISODateTime, { description: 'Since when.' })
  grantedAt: Date;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Until when; null while it stands.' })
  revokedAt: Date | null;
}

@ObjectType({ isAbstract: true })
abstract class OfLine extends DisclosureMutationPayload {
  @Field(() => RequestLineModel, { nullable: true, description: 'The line; null when refused.' })
  line?: unknown;
}

@ObjectType({ isAbstract: true })
abstract class OfRequest extends DisclosureMutationPayload {
  @Field(() => ComponentRequestModel, { nullable: true, description: 'The request; null when refused.' })
  request?: unknown;
}

@ObjectType({ description: 'The line with its drawings, or what stood in the way.' })
export class LineDrawingAttachPayload extends OfLine {}

@ObjectType({ description: 'The line with the drawings that are left, or what stood in the way.' })
export class LineDrawingRemovePayload extends OfLine {}

@ObjectType({ description: 'The request, or what stood in the way.' })
export class RequestDrawingsGrantPayload extends OfRequest {}

@ObjectType({ description: 'The request, or what stood in the way.' })
export class RequestDrawingsRevokePayload extends OfRequest {}
