import { createHmac, hkdfSync } from 'node:crypto';
import Bowser from 'bowser';
import ipaddr from 'ipaddr.js';
import { LRUCache } from 'lru-cache';
import type { Client } from '../../kit/viewer/client.ts';

const UNKNOWN = 'unknown';
/** A browser's word about itself has about 150 characters; what is longer is not read further. */
const LONGEST_AGENT = 400;
// oxlint-disable-next-line import/no-named-as-default-member -- The package has no named exports when Node loads it.
const { BROWSER_MAP, OS_MAP, parse } = Bowser;
const PROGRAMS: ReadonlySet<string> = new Set(Object.values(BROWSER_MAP));
const SYSTEMS: ReadonlySet<string> = new Set(Object.values(OS_MAP));

/** Makes of a request's address and of what its program says of itself as much as recognising abuse needs. */
export class Clients {
  readonly #key: Buffer;
  readonly #devices = new LRUCache<string, string>({ max: 1_000 });

  /** @param secret what all gateways of an installation have, and nobody else: they tell addresses apart in the same way */
  constructor(secret: string) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, '', 'address key', 32));
  }

  of(address: string, agent: string | undefined): Client {
    const { network, host } = placeOf(address);
    const addressKey = createHmac('sha256', this.#key).update(host).digest('base64url');
    return { network, device: this.#deviceOf(agent), addressKey };
  }

  #deviceOf(agent: string | undefined): string {
    if (!agent) return UNKNOWN;
    const said = agent.slice(0, LONGEST_AGENT);
    let device = this.#devices.get(said);
    if (!device) this.#devices.set(said, (device = deviceOf(said)));
    return device;
  }
}

/** Program and system by the names that are known; what a client made up is `unknown`. */
function deviceOf(agent: string): string {
  const { browser, os } = parse(agent);
  const program = PROGRAMS.has(browser.name ?? '') ? browser.name : undefined;
  const system = SYSTEMS.has(os.name ?? '') ? os.name : undefined;
  if (!program) return UNKNOWN;
  return system ? `${program} on ${system}` : program;
}

/**
 * The network of an address (24 bits of IPv4, 48 of IPv6), and what counts as one client: an IPv4 address, or the 64 bits of IPv6
 * that one subscriber has to themselves.
 */
function placeOf(address: string): { network: string; host: string } {
  if (!ipaddr.isValid(address)) return { network: UNKNOWN, host: UNKNOWN };
  const read = ipaddr.process(address);
  const [bits, own] = read.kind() === 'ipv4' ? [24, 32] : [48, 64];
  return { network: firstBits(read, bits), host: firstBits(read, own) };
}

function firstBits(address: ipaddr.IPv4 | ipaddr.IPv6, bits: number): string {
  const cidr = `${address.toNormalizedString()}/${bits}`;
  const first =
    address.kind() === 'ipv4' ? ipaddr.IPv4.networkAddressFromCIDR(cidr) : ipaddr.IPv6.networkAddressFromCIDR(cidr);
  return `${first.toString()}/${bits}`;
}
