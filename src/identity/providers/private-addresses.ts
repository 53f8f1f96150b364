import { BlockList } from 'node:net';

/** What no provider out there can have: this machine, its neighbours, and what is no address of one machine. */
const ADDRESSES = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12],
  ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24],
  ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
] as const) ADDRESSES.addSubnet(network, prefix, 'ipv4'); // prettier-ignore

/** Of IPv6 only what is given to machines of the open internet, without what stands for other addresses. */
const OPEN = new BlockList();
OPEN.addSubnet('2000::', 3, 'ipv6');
const STANDS_FOR_OTHERS = new BlockList();
for (const [network, prefix] of [
  ['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20],
] as const) STANDS_FOR_OTHERS.addSubnet(network, prefix, 'ipv6'); // prettier-ignore

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

export function isPrivateAddress(address: string, family: number): boolean {
  const mapped = MAPPED.exec(address)?.[1];
  if (mapped !== undefined) return ADDRESSES.check(mapped, 'ipv4');
  if (family !== 6) return ADDRESSES.check(address, 'ipv4');
  return !OPEN.check(address, 'ipv6') || STANDS_FOR_OTHERS.check(address, 'ipv6');
}
