import { Readable } from 'node:stream';
import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PersonActor } from '../database/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { AUTHENTICATOR, type Authenticator, bearerToken } from '../graphql/authentication.js';
import { Refusal } from '../graphql/problems.js';
import { languageOf, type Message, type Parameters, sentence } from '../i18n/message.js';
import { attachmentHeader } from './file-name.js';
import { FILE } from './storage.errors.js';
import { LARGEST_FILE_BYTES, StoredFiles, tooLarge } from './stored-files.js';

/**
 * The one thing GraphQL is no good at: bytes. The body of a `POST` is the file itself, sent as `application/pdf`,
 * `image/png`, `image/jpeg` or `application/octet-stream`; what it really is, is found in its content.
 */
@Controller('files')
export class FilesController {
  constructor(
    @Inject(AUTHENTICATOR) private readonly authenticator: Authenticator,
    private readonly unitOfWork: UnitOfWork,
    private readonly files: StoredFiles,
  ) {}

  /** Nothing of the body is read before it is known who sends it. */
  @Post()
  async upload(
    @Query('name') name: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const actor = await this.personOf(request);
    if (!actor) return answer(request, reply, 401, FILE.FILE_UNAUTHENTICATED);
    if (actor.kind !== 'SUPPLIER' || actor.role === 'VIEWER') return answer(request, reply, 403, FILE.FILE_FORBIDDEN);
    const content = await readAll(request.body);
    const kept =
      content === null
        ? tooLarge()
        : await this.unitOfWork.run(actor, () =>
            this.files.keep(actor, typeof name === 'string' ? name : null, content),
          );
    if (kept instanceof Refusal) {
      const { message, parameters } = kept.problems[0]!;
      return answer(request, reply, message === FILE.FILE_TOO_LARGE ? 413 : 422, message, parameters);
    }
    await reply.code(201).send({
      id: kept.id,
      name: kept.name,
      mediaType: kept.mediaType,
      sizeBytes: kept.sizeBytes,
      sha256: kept.sha256,
    });
  }

  @Get(':id')
  async download(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const actor = await this.personOf(request);
    if (!actor) return answer(request, reply, 401, FILE.FILE_UNAUTHENTICATED);
    const found = await this.unitOfWork.run(
      actor,
      async () => {
        const file = await this.files.find(id);
        return file && { file, content: await this.files.contentOf(file.id) };
      },
      { readOnly: true },
    );
    if (!found) return answer(request, reply, 404, FILE.FILE_NOT_FOUND);
    await reply
      .header('content-type', found.file.mediaType)
      .header('content-disposition', attachmentHeader(found.file.name))
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, no-store')
      .send(found.content);
  }

  private async personOf(request: FastifyRequest): Promise<PersonActor | null> {
    const token = bearerToken(request.headers.authorization);
    return token === null ? null : this.authenticator.authenticate(token);
  }
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  message: Message,
  parameters?: Parameters,
): Promise<void> {
  const language = languageOf(request.headers['accept-language']);
  await reply.code(status).send({ code: message.code, message: sentence(message, language, parameters) });
}

/** The body as one piece; null when it is too large. Empty where it came as something the parsers know. */
async function readAll(body: unknown): Promise<Buffer | null> {
  if (!(body instanceof Readable)) return Buffer.alloc(0);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > LARGEST_FILE_BYTES) break;
    chunks.push(chunk as Buffer);
  }
  if (size <= LARGEST_FILE_BYTES) return Buffer.concat(chunks);
  // The rest is read and thrown away: a client that still sends hears the answer, and the connection stays of use.
  body.resume();
  return null;
}
