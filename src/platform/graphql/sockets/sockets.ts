import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ExecutionResult, GraphQLError, GraphQLSchema } from 'graphql';
import type { WebSocket, WebSocketServer } from 'ws';
import type { Config } from '../../config/config.js';
import { CONFIG } from '../../config/config.token.js';
import { type Actor, ANONYMOUS, isPerson } from '../../database/actor.js';
import { RequestBudgets } from '../../budgets/request-budgets.js';
import { newId } from '../../database/new-id.js';
import { languageOf } from '../../i18n/message.js';
import { PinoLogger } from '../../logging/pino-logger.js';
import { requestContext } from '../../logging/request-context.js';
import { ApiError } from '../api-error.js';
import { AUTHENTICATOR, type Authenticator, bearerToken } from '../authentication.js';
import { type Client, clientOf } from '../client.js';
import { Documents } from '../documents/documents.js';
import { RefusedDocument } from '../documents/judge-document.js';
import { endedByReturn } from '../ended-by-return.js';
import { errorFormatter } from '../error-formatter.js';
import type { OperationCost } from '../cost/refuse-costly.js';
import { Loaders, type OperationContext } from '../operation-context.js';
import type { SubscribePayload } from './client-message.js';
import { spendCost } from '../spend-cost.js';
import { Counts } from '../../http/counts.js';
import { OperationSocket, type SubscriptionAnswer } from './operation-socket.js';
import { CLOSE, SOCKET_LIMITS } from './socket-limits.js';
import { resultsOf } from './subscription.js';

const PROTOCOL = 'graphql-transport-ws';
/** A client has to wait for the answer before it sends anything. */
const NOTHING_SENT_YET = Buffer.alloc(0);

/** All web sockets of this process: how many each address and person has, whether they live, and their end. */
@Injectable()
export class Sockets implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly open = new Set<OperationSocket>();
  private readonly ofAddress: Counts;
  private readonly ofPerson: Counts;
  private readonly subscriptionsOfPerson = new Counts(SOCKET_LIMITS.subscriptionsPerPerson);
  private readonly format: ReturnType<typeof errorFormatter>;
  private heart: NodeJS.Timeout | undefined;
  private isClosing = false;

  constructor(
    @Inject(AUTHENTICATOR) private readonly authenticator: Authenticator,
    @Inject(CONFIG) private readonly config: Config,
    private readonly log: PinoLogger,
    private readonly budgets: RequestBudgets,
    private readonly documents: Documents,
  ) {
    this.ofAddress = new Counts(config.sockets.perAddress);
    this.ofPerson = new Counts(config.sockets.perPerson);
    this.format = errorFormatter(log);
  }

  onApplicationBootstrap(): void {
    const beat = () => this.open.forEach((socket) => socket.beat());
    this.heart = setInterval(beat, this.config.sockets.pingSeconds * 1000).unref();
  }

  /** Before the server stops: it waits for connections, and these would never end. */
  beforeApplicationShutdown(): void {
    this.isClosing = true;
    clearInterval(this.heart);
    for (const socket of this.open) socket.close(CLOSE.GOING_AWAY, 'The service is stopping');
  }

  /** Takes a request for a web socket, or refuses it while it is still plain HTTP. */
  accept(request: FastifyRequest, reply: FastifyReply): void {
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
    if (!offered.includes(PROTOCOL)) {
      throw new ApiError('INVALID_REQUEST', `Subscribe with the subprotocol ${PROTOCOL}`, { httpStatus: 400 });
    }
    if (this.isClosing) throw new ApiError('UNAVAILABLE', 'The service is stopping');
    const client = clientOf(request);
    const giveBack = this.ofAddress.take(client.address);
    if (!giveBack) {
      const message = `At most ${this.config.sockets.perAddress} web sockets from one address`;
      throw new ApiError('LIMIT_EXCEEDED', message, { httpStatus: 429 });
    }
    request.raw.socket.once('close', giveBack);
    const { websocketServer, graphql } = request.server;
    websocketServer.options.maxPayload = SOCKET_LIMITS.frameBytes;
    websocketServer.options.handleProtocols = () => PROTOCOL;
    reply.hijack();
    websocketServer.handleUpgrade(request.raw, request.raw.socket, NOTHING_SENT_YET, (socket) =>
      this.add(socket, graphql.schema, client),
    );
  }

  private add(webSocket: WebSocket, schema: GraphQLSchema, client: Client): void {
    let who: { token: string | null; actor: Actor; language: OperationContext['language'] };
    let giveBack: (() => void) | null = null;
    const current = async (token: string | null): Promise<Actor> => {
      if (token === null) return ANONYMOUS;
      const person = await this.authenticator.authenticate(token);
      if (!person) throw new ApiError('UNAUTHENTICATED', 'The session or its access token has ended: connect again');
      return person;
    };
    const socket = new OperationSocket(webSocket, {
      connect: async (payload) => {
        try {
          const authorization = payload.authorization ?? payload.Authorization ?? null;
          const token = bearerToken(authorization);
          if (authorization !== null && token === null) return { code: CLOSE.FORBIDDEN, reason: 'Forbidden' };
          who = { token, actor: await current(token), language: languageFrom(payload) };
        } catch (error) {
          if (error instanceof ApiError) return { code: CLOSE.FORBIDDEN, reason: 'Forbidden' };
          this.log.warn({ err: error }, 'a web socket could not be connected');
          return { code: CLOSE.TRY_AGAIN_LATER, reason: 'Try again in a moment' };
        }
        if (!this.open.has(socket) || !isPerson(who.actor)) return true;
        giveBack = this.ofPerson.take(who.actor.personId);
        const reason = `At most ${this.config.sockets.perPerson} web sockets of one person`;
        return giveBack ? true : { code: CLOSE.POLICY, reason };
      },
      subscribe: (payload) =>
        endedByReturn((gone) =>
          this.answers(schema, payload, { client, language: who.language }, () => current(who.token), gone),
        ),
      closed: () => {
        giveBack?.();
        this.open.delete(socket);
      },
    });
    this.open.add(socket);
  }

  private async *answers(
    schema: GraphQLSchema,
    payload: SubscribePayload,
    from: Pick<OperationContext, 'client' | 'language'>,
    currentActor: () => Promise<Actor>,
    gone: AbortSignal,
  ): AsyncGenerator<SubscriptionAnswer> {
    const context: OperationContext = {
      actor: ANONYMOUS,
      ...from,
      requestId: newId(),
      operationName: null,
      variables: {},
      loaders: new Loaders(),
      attempt: 1,
      payment: {},
      execution: { type: 'subscription', failures: [] },
    };
    let giveBack: (() => void) | null = null;
    try {
      context.actor = await currentActor();
      if (isPerson(context.actor)) {
        giveBack = this.subscriptionsOfPerson.take(context.actor.personId);
        const most = SOCKET_LIMITS.subscriptionsPerPerson;
        if (!giveBack) throw new ApiError('LIMIT_EXCEEDED', `At most ${most} subscriptions of one person at a time`);
      }
      const spend = (cost: OperationCost) => spendCost(this.budgets, context, cost);
      const { actor } = context;
      const stands = async () => !isPerson(actor) || this.authenticator.stands(actor);
      const subscribing = { schema, documents: this.documents, context, stands, spend, gone };
      for await (const result of resultsOf(payload, subscribing)) {
        yield { next: result.errors ? this.formatted(result, context) : result };
      }
    } catch (error) {
      const errors = error instanceof RefusedDocument ? error.errors : [error as GraphQLError];
      yield { error: this.formatted({ errors }, context).errors ?? [] };
    } finally {
      giveBack?.();
    }
  }

  private formatted(result: ExecutionResult, context: OperationContext) {
    return requestContext.run({ requestId: context.requestId }, () => this.format(result, context).response);
  }
}

function languageFrom({ acceptLanguage }: Record<string, unknown>): OperationContext['language'] {
  return languageOf(typeof acceptLanguage === 'string' ? acceptLanguage : undefined);
}

declare module 'fastify' {
  interface FastifyInstance {
    websocketServer: WebSocketServer;
  }
}
