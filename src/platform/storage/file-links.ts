import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../clock.js';
import { SigningKey } from '../config/signing-key.js';
import type { PersonActor } from '../database/actor.js';
import { isId } from '../database/new-id.js';
import type { Holder } from '../graphql/authentication.js';
import { LINK_MINUTES } from './file-purposes.js';

/**
 * Links that lead to one file for some minutes, made for one person by one sign-in or key: a browser can follow them without
 * a token. The signature says only who asked, and by what; whether that still stands, and what it may see, is looked up when the
 * link is used.
 */
@Injectable()
export class FileLinks {
  private keys: Promise<Buffer[]> | null = null;

  constructor(
    private readonly secret: SigningKey,
    private readonly clock: Clock,
  ) {}

  async to(fileId: string, { personId, organisationId, sessionId, key }: PersonActor): Promise<string> {
    const until = Math.floor(this.clock.now().getTime() / 1000) + LINK_MINUTES * 60;
    const words = [until, personId, organisationId, sessionId ?? '', key?.id ?? ''].join('.');
    return `/files/${fileId}?link=${words}.${(await this.signatures(fileId, words))[0]!.toString('base64url')}`;
  }

  /** Null for a link that is not ours, was changed, leads elsewhere, or is over. */
  async read(fileId: string, link: string): Promise<Holder | null> {
    const parts = link.split('.');
    const given = Buffer.from(parts.pop()!, 'base64url');
    const [until = '', personId = '', organisationId = '', sessionId = '', keyId = '', ...more] = parts;
    const ids = [personId, organisationId, sessionId || keyId];
    if (more.length > 0 || !/^\d{1,12}$/.test(until) || !ids.every(isId)) return null;
    const wanted = await this.signatures(fileId, parts.join('.'));
    if (!wanted.some((one) => given.length === one.length && timingSafeEqual(given, one))) return null;
    if (Number(until) * 1000 <= this.clock.now().getTime()) return null;
    return { personId, organisationId, ...(sessionId ? { sessionId } : { keyId }) };
  }

  /** The first is for new links; with the others there are some that are good for a few minutes more. */
  private async signatures(fileId: string, words: string): Promise<Buffer[]> {
    this.keys ??= this.makeKeys();
    const text = `${fileId.toLowerCase()}\n${words}`;
    return (await this.keys).map((key) => createHmac('sha256', key).update(text).digest());
  }

  /** Of each secret a key of its own: no signature of a link is one of anything else. */
  private async makeKeys(): Promise<Buffer[]> {
    return (await this.secret.all()).map((secret) => createHmac('sha256', secret).update('links to files').digest());
  }
}
