import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../clock.js';
import { SigningKey } from '../config/signing-key.js';
import type { PersonActor } from '../database/actor.js';
import { isId } from '../database/new-id.js';
import { LINK_MINUTES } from './file-purposes.js';

/** For whom a link was made. */
export interface LinkHolder {
  personId: string;
  organisationId: string;
}

/**
 * Links that lead to one file for some minutes, made for one person: a browser can follow them without a token. The signature
 * says only who asked; what that person may see is looked up when the link is used.
 */
@Injectable()
export class FileLinks {
  private keys: Promise<Buffer[]> | null = null;

  constructor(
    private readonly secret: SigningKey,
    private readonly clock: Clock,
  ) {}

  async to(fileId: string, { personId, organisationId }: PersonActor): Promise<string> {
    const until = Math.floor(this.clock.now().getTime() / 1000) + LINK_MINUTES * 60;
    const words = [until, personId, organisationId].join('.');
    return `/files/${fileId}?link=${words}.${(await this.signatures(fileId, words))[0]!.toString('base64url')}`;
  }

  /** Null for a link that is not ours, was changed, leads elsewhere, or is over. */
  async read(fileId: string, link: string): Promise<LinkHolder | null> {
    const [until = '', personId = '', organisationId = '', signature = '', ...more] = link.split('.');
    if (more.length > 0 || !/^\d{1,12}$/.test(until) || !isId(personId) || !isId(organisationId)) return null;
    const given = Buffer.from(signature, 'base64url');
    const wanted = await this.signatures(fileId, [until, personId, organisationId].join('.'));
    if (!wanted.some((one) => given.length === one.length && timingSafeEqual(given, one))) return null;
    return Number(until) * 1000 > this.clock.now().getTime() ? { personId, organisationId } : null;
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
