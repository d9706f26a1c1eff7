/** tcpdump on one interface: whole frames, nanoseconds, nothing but TCP and ICMP errors and echoes. */
import type { Host } from './host.js'
import type { Program } from './process.js'

/** ICMPv6 below 130: errors and echo, no neighbour discovery (RFC 4443, RFC 4861). */
const WANTED = 'tcp or icmp or (icmp6 and ip6[40] < 130)'

export interface Vantage {
  /** Part of the file's name. */
  name: string
  /** Addresses of this interface: what leaves with them was sent by this host. None for a capture on the path. */
  own?: string[]
  host: Host
  device: string
  /** Further tcpdump arguments, such as -s 96 or -B 1. */
  options?: string[]
  filter?: string
}

export class Capture {
  private constructor(
    readonly vantage: Vantage,
    readonly file: string,
    private readonly program: Program,
  ) {}

  static async start(vantage: Vantage, file: string): Promise<Capture> {
    const fixed = ['-n', '-p', '-U', '--immediate-mode', '--time-stamp-precision=nano', '-Z', 'root']
    const wanted = ['-i', vantage.device, '-s', '0', '-w', file, ...(vantage.options ?? []), vantage.filter ?? WANTED]
    const program = vantage.host.launch('tcpdump', ...fixed, ...wanted)
    await program.says('listening on')
    return new Capture(vantage, file, program)
  }

  stop(): Promise<void> {
    return this.program.stop('SIGINT')
  }
}
