import { Readable } from 'node:stream';
import { Controller, Get, Inject, Param, Put, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PersonActor } from '../database/actor.js';
import { scopeOf } from '../policy/scopes.js';
import { AUTHENTICATOR, type Authenticator, bearerToken } from '../graphql/authentication.js';
import { languageOf, sentence } from '../i18n/message.js';
import { PinoLogger } from '../logging/pino-logger.js';
import { readRange } from './byte-range.js';
import { Downloads } from './downloads.service.js';
import { FileLinks } from './file-links.js';
import { attachmentHeader } from './file-name.js';
import { RouteRefusal } from './route-refusal.js';
import { FILE_ROUTE } from './storage.errors.js';
import { FileStoreError } from './store/file-store.js';
import type { StoredFile } from './stored-file.entity.js';
import { Uploads } from './uploads.service.js';

/** The rest of a refused body is read and thrown away up to here, so that a client that still sends hears the answer. */
const MOST_BYTES_THROWN_AWAY = 8 * 1024 * 1024;

const UNAUTHENTICATED = new RouteRefusal(401, FILE_ROUTE.FILE_UNAUTHENTICATED);

/**
 * The one thing GraphQL is no good at: bytes. What is sent goes to a slot that `fileSlotCreate` has answered; what is fetched
 * is asked for with the access token, or by a link made for one person.
 */
@Controller('files')
export class FilesController {
  constructor(
    @Inject(AUTHENTICATOR) private readonly authenticator: Authenticator,
    private readonly uploads: Uploads,
    private readonly downloads: Downloads,
    private readonly links: FileLinks,
    private readonly log: PinoLogger,
  ) {}

  /** Nothing of the body is read before it is known who sends it, and to which slot. */
  @Put(':id')
  async upload(@Param('id') slot: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const actor = await this.holderOf(request, true);
    const { 'content-type': type, 'content-length': length } = request.headers;
    const answer =
      actor === null || actor instanceof RouteRefusal
        ? (actor ?? UNAUTHENTICATED)
        : await this.unlessAway(request, () =>
            this.uploads.receive(actor, slot, {
              mediaType: type?.split(';')[0]!.trim().toLowerCase() ?? null,
              contentLength: length === undefined ? null : Number(length),
              body: request.body instanceof Readable ? request.body : null,
            }),
          );
    if (answer instanceof RouteRefusal) {
      throwAwayRest(request);
      return refuse(request, reply, answer);
    }
    const { id, purpose, name, mediaType, sizeBytes, sha256, state } = answer;
    await reply.code(201).send({ id, purpose, name, mediaType, sizeBytes, sha256, state });
  }

  @Get(':id')
  async download(
    @Param('id') id: string,
    @Query('link') link: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const actor = typeof link === 'string' ? await this.followerOf(id, link) : await this.holderOf(request, false);
    if (actor instanceof RouteRefusal) return refuse(request, reply, actor);
    if (!actor) {
      return refuse(
        request,
        reply,
        link === undefined ? UNAUTHENTICATED : new RouteRefusal(401, FILE_ROUTE.FILE_LINK_OVER),
      );
    }
    const file = await this.downloads.look(actor, id);
    if (file instanceof RouteRefusal) return refuse(request, reply, file);
    const { sizeBytes, sha256 } = file;
    const isSame = [undefined, `"${sha256}"`].includes(request.headers['if-range'] as string | undefined);
    const range = isSame ? readRange(request.headers.range, sizeBytes) : null;
    if (range === 'NONE') {
      void reply.header('content-range', `bytes */${sizeBytes}`);
      return refuse(request, reply, new RouteRefusal(416, FILE_ROUTE.FILE_RANGE_REFUSED));
    }
    if (request.method === 'HEAD') {
      describe(reply, file);
      // Of nothing at all Fastify would say that the content has no bytes.
      await reply.header('content-length', sizeBytes).send(Readable.from([]));
      return;
    }
    const content = await this.unlessAway(request, () => this.downloads.fetch(actor, file, range));
    if (content instanceof RouteRefusal) return refuse(request, reply, content);
    describe(reply, file);
    if (range) void reply.code(206).header('content-range', `bytes ${range.from}-${range.to}/${sizeBytes}`);
    await reply.header('content-length', range ? range.to - range.from + 1 : sizeBytes).send(content);
  }

  private async holderOf(request: FastifyRequest, isWrite: boolean): Promise<PersonActor | RouteRefusal | null> {
    const token = bearerToken(request.headers.authorization);
    const holder = token === null ? null : await this.authenticator.authenticate(token);
    return holder && admitted(holder, isWrite);
  }

  /** Whoever the link was made for, if what asked for it stands and the person may still act for the organisation. */
  private async followerOf(id: string, link: string): Promise<PersonActor | RouteRefusal | null> {
    const holder = await this.links.read(id, link);
    const actor = holder && (await this.authenticator.stillStanding(holder));
    return actor && admitted(actor, false);
  }

  private async unlessAway<T>(request: FastifyRequest, work: () => Promise<T>): Promise<T | RouteRefusal> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof FileStoreError)) throw error;
      this.log.error({ requestId: request.id, err: error }, 'the store of files does not work');
      return new RouteRefusal(503, FILE_ROUTE.FILE_STORE_AWAY);
    }
  }
}

function admitted(actor: PersonActor, isWrite: boolean): PersonActor | RouteRefusal {
  if (actor.key && !actor.key.scopes.includes(scopeOf('FILES', isWrite)))
    return new RouteRefusal(403, FILE_ROUTE.FILE_SCOPE_MISSING);
  return actor.proof?.mustEnrol ? new RouteRefusal(403, FILE_ROUTE.FILE_FACTOR_NEEDED) : actor;
}

/** Saved and never shown: whatever it contains runs nowhere, even where a browser is made to open it. */
function describe(reply: FastifyReply, { mediaType, name, sha256 }: StoredFile): void {
  void reply
    .header('content-type', mediaType)
    .header('content-disposition', attachmentHeader(name))
    .header('content-security-policy', "sandbox; default-src 'none'; frame-ancestors 'none'")
    .header('x-content-type-options', 'nosniff')
    .header('cross-origin-resource-policy', 'same-origin')
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'private, no-store')
    .header('accept-ranges', 'bytes')
    .header('etag', `"${sha256}"`);
}

async function refuse(request: FastifyRequest, reply: FastifyReply, refusal: RouteRefusal): Promise<void> {
  const language = languageOf(request.headers['accept-language']);
  const { status, message, parameters } = refusal;
  await reply.code(status).send({ code: message.code, message: sentence(message, language, parameters) });
}

function throwAwayRest(request: FastifyRequest): void {
  const { raw } = request;
  let thrownAway = 0;
  raw.on('data', (piece: Buffer) => {
    thrownAway += piece.length;
    if (thrownAway > MOST_BYTES_THROWN_AWAY) raw.destroy();
  });
}
