import type { FastifyRequest } from 'fastify';

/** What is known of the program that asks, beside who uses it. It says so itself, but for the address. */
export interface Client {
  /** Of version 6 the network alone: whoever has one has all of its addresses. */
  address: string;
  /** What the program calls itself, cleaned and shortened. */
  name: string | null;
}

export const LONGEST_CLIENT_NAME = 120;
const NOT_PRINTABLE = /[^\x20-\x7e]+/g;
const GROUPS_OF_NETWORK = 4;

export const clientOf = ({ ip, headers }: Pick<FastifyRequest, 'ip' | 'headers'>): Client => ({
  address: shortened(ip),
  name: (headers['user-agent'] ?? '').replace(NOT_PRINTABLE, ' ').trim().slice(0, LONGEST_CLIENT_NAME) || null,
});

function shortened(ip: string): string {
  const [address] = ip.toLowerCase().split('%') as [string];
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  if (mapped) return mapped[1]!;
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::').map((half) => half.split(':').filter(Boolean)) as [string[], string[]?];
  const zeros = tail ? Array.from({ length: 8 - head.length - tail.length }, () => '0') : [];
  const groups = [...head, ...zeros, ...(tail ?? [])].slice(0, GROUPS_OF_NETWORK);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`;
}
