import { lookup as resolve, type LookupAddress } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import type { CustomFetch, CustomFetchOptions } from 'openid-client';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.token.js';
import { BoundedQueue } from '../bounded-queue.js';
import { isPrivateAddress } from './private-addresses.js';

/** For everything about one request: what takes longer is as good as away. */
export const ANSWER_SECONDS = 4;
/** Metadata and keys of large providers are some ten thousand. */
const LONGEST_ANSWER_BYTES = 256_000;
/** A provider that is slow holds no more of this process than that. */
const QUEUE = { atOnce: 20, waiting: 100 };

/** The provider gives no answer that could be used, now. */
export class ProviderUnreachable extends Error {
  override name = 'ProviderUnreachable';
}

/**
 * How Ketnoi asks providers: at addresses that an operator has named or that a provider names itself, which must not become
 * a way into the network that Ketnoi runs in. Every request is under TLS and goes to no private address (looked at where the
 * connection is made, so that no name can change in between), follows nothing, and is bounded in time and size.
 */
@Injectable()
export class ProviderTransport {
  private readonly queue = new BoundedQueue(QUEUE);

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** In the shape that `openid-client` asks for. */
  readonly fetch: CustomFetch = async (url, options) => {
    try {
      return await this.queue.run(() => this.ask(new URL(url), options));
    } catch (error) {
      throw unreachable(error);
    }
  };

  /** Plain HTTP is for providers in the same network, and for trials. */
  get mayBePlain(): boolean {
    return this.config.auth.privateProviders && this.config.mode !== 'production';
  }

  isFit(address: string): boolean {
    if (!URL.canParse(address)) return false;
    const { protocol, username, password, hash } = new URL(address);
    const isFitProtocol = protocol === 'https:' || (protocol === 'http:' && this.mayBePlain);
    return isFitProtocol && username === '' && password === '' && hash === '';
  }

  private async ask(target: URL, { method, headers, body }: CustomFetchOptions): Promise<Response> {
    if (!this.isFit(target.href)) throw new ProviderUnreachable('not an address that providers may have');
    const host = target.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) > 0 && this.isForbidden(host, isIP(host))) throw forbidden();
    const signal = AbortSignal.timeout(ANSWER_SECONDS * 1000);
    return new Promise<Response>((answer, fail) => {
      const { request } = target.protocol === 'https:' ? https : http;
      const asked = request(target, { method, headers, signal, agent: false, lookup: this.lookup }, (message) => {
        read(message).then(answer, fail);
      });
      asked.on('error', fail);
      asked.end(body === null || body === undefined ? undefined : String(body as string | URLSearchParams));
    });
  }

  /** All addresses of a name must be fit: which of them is taken is not ours to say. */
  private readonly lookup: LookupFunction = (name, options, answer) => {
    resolve(name, { ...options, all: true }, (error, found: LookupAddress[]) => {
      const isForbidden = !error && found.some(({ address, family }) => this.isForbidden(address, family));
      if (error || isForbidden) answer(error ?? forbidden(), '', 0);
      else if (options.all) (answer as unknown as (error: null, found: LookupAddress[]) => void)(null, found);
      else answer(null, found[0]!.address, found[0]!.family);
    });
  };

  private isForbidden(address: string, family: number): boolean {
    return !this.config.auth.privateProviders && isPrivateAddress(address, family);
  }
}

async function read(message: http.IncomingMessage): Promise<Response> {
  const status = message.statusCode!;
  const refuse = (reason: string): never => {
    message.destroy();
    throw new ProviderUnreachable(reason);
  };
  if (status !== 200 && (status < 400 || status >= 500)) refuse(`answers with status ${status}`);
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of message as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > LONGEST_ANSWER_BYTES) refuse('answers too much');
    parts.push(part);
  }
  const headers = { 'content-type': message.headers['content-type'] ?? '' };
  return new Response(Buffer.concat(parts), { status, headers });
}

const forbidden = () => new ProviderUnreachable('has a private address, and PRIVATE_SIGN_IN_PROVIDERS is not set');

function unreachable(error: unknown): ProviderUnreachable {
  if (error instanceof ProviderUnreachable) return error;
  const isLate = /^(AbortError|TimeoutError)$/.test((error as Error).name);
  return new ProviderUnreachable(isLate ? 'does not answer in time' : 'is away', { cause: error });
}
