import { Field, GraphQLISODateTime, ID, Int, ObjectType } from '@nestjs/graphql';
import { describedEnum } from '../graphql/described-enum.js';
import type { FilePurpose } from './file-purposes.js';
import { FilePurposeEnum } from './file-slot.inputs.js';
import { FileMutationPayload } from './file-user-error.js';
import type { FileState } from './stored-file.entity.js';

export const FileStateEnum = describedEnum<FileState>('FileState', 'Whether a file is to be had.', {
  QUARANTINED: 'Not yet: the virus scanner has not answered.',
  READY: 'It can be fetched.',
  INFECTED: 'Never again: the virus scanner found something, and the content was removed.',
});

@ObjectType('StoredFile', { description: 'A file that was sent to the slot which `fileSlotCreate` answers.' })
export class StoredFileModel {
  @Field(() => ID, { description: 'Stable.' })
  id: string;

  @Field(() => FilePurposeEnum, { description: 'What it is for.' })
  purpose: FilePurpose;

  @Field({ description: 'As its owner named it, cleaned.' })
  name: string;

  @Field({ description: 'What the content is, for instance `application/pdf`.' })
  mediaType: string;

  @Field(() => Int, { description: 'How large the content is.' })
  sizeBytes: number;

  @Field({ description: 'SHA-256 of the content, as hexadecimal digits.' })
  sha256: string;

  @Field(() => FileStateEnum, { description: 'Whether it is to be had.' })
  state: FileState;

  @Field(() => GraphQLISODateTime, { description: 'When it was sent.' })
  createdAt: Date;
}

@ObjectType('FileSlot', { description: 'Room for one file that is about to be sent.' })
export class FileSlotModel {
  @Field(() => ID, { description: 'Of the slot; the file gets an id of its own.' })
  id: string;

  @Field({
    description:
      'Where to `PUT` the bytes, as a path of this service: the body is the file itself, with the access token and its media type. The answer is the file.',
  })
  uploadUrl: string;

  @Field(() => GraphQLISODateTime, { description: 'Until when the bytes must be there.' })
  expiresAt: Date;
}

@ObjectType({ description: 'The slot to send the file to.' })
export class FileSlotCreatePayload extends FileMutationPayload {
  @Field(() => FileSlotModel, { nullable: true, description: 'The slot. Null when there are errors.' })
  slot?: FileSlotModel | null;
}

@ObjectType({ description: 'The file as it was.' })
export class FileDeletePayload extends FileMutationPayload {
  @Field(() => ID, { nullable: true, description: 'Of the file that is gone. Null when there are errors.' })
  fileId?: string | null;
}
