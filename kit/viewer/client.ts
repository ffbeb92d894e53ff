import { z } from 'zod';

/**
 * From where a change is asked for, as coarse as recognising abuse allows. The gateway makes it; nothing that a client says of itself
 * is taken, but the kind of program.
 */
export const client = z.object({
  /** The network: the first 24 bits of an IPv4 address or 48 of an IPv6 address, such as `203.0.113.0/24`; `unknown` without an address. */
  network: z.string().max(50),
  /** Kind of program and system without versions, such as `Firefox on Windows`; `unknown` when it did not say. */
  device: z.string().max(60),
  /**
   * Tells addresses apart without naming them: a keyed hash of the address (of IPv6, of the 64 bits that a subscriber has) under a key
   * that the gateways of an installation share. For counting over minutes; never stored but hashed once
   * more under another key, for as long as it counts.
   */
  addressKey: z.string().max(64),
});
export type Client = z.infer<typeof client>;
