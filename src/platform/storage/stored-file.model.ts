import { Field, GraphQLISODateTime, ID, Int, ObjectType } from '@nestjs/graphql';

@ObjectType('StoredFile', {
  description: 'A PDF, PNG or JPEG file kept as evidence. Sent by `POST /files?name=…` with the file as the body.',
})
export class StoredFileModel {
  @Field(() => ID, { description: 'Stable.' })
  id: string;

  @Field({ description: 'As its owner named it, cleaned.' })
  name: string;

  @Field({ description: 'application/pdf, image/png or image/jpeg; found in the content, not in the name.' })
  mediaType: string;

  @Field(() => Int, { description: 'How large the content is.' })
  sizeBytes: number;

  @Field({ description: 'SHA-256 of the content, as hexadecimal digits.' })
  sha256: string;

  @Field(() => GraphQLISODateTime, { description: 'When it was sent.' })
  createdAt: Date;
}
