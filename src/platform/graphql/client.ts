import type { FastifyRequest } from 'fastify';
import { addressKey } from '../http/address-key.js';

/** What is known of the program that asks, beside who uses it. It says so itself, but for the address. */
export interface Client {
  /** Of version 6 the network alone: whoever has one has all of its addresses. */
  address: string;
  /** What the program calls itself, cleaned and shortened. */
  name: string | null;
}

export const LONGEST_CLIENT_NAME = 120;
const NOT_PRINTABLE = /[^\x20-\x7e]+/g;

export const clientOf = ({ ip, headers }: Pick<FastifyRequest, 'ip' | 'headers'>): Client => ({
  address: addressKey(ip),
  name: (headers['user-agent'] ?? '').replace(NOT_PRINTABLE, ' ').trim().slice(0, LONGEST_CLIENT_NAME) || null,
});
